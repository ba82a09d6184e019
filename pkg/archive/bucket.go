package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

const (
	prefix   = "days/"
	suffix   = ".json"
	callTime = 20 * time.Second // of one call, the SDK's retries included (trust 26)
	dayLimit = 256 << 20        // bytes; far above what a day comes to
)

// Bucket is where the days lie.
type Bucket struct {
	client *s3.Client
	name   string
}

// NewBucket returns the bucket of that name.
func NewBucket(c aws.Config, name string) *Bucket {
	return &Bucket{name: name, client: s3.NewFromConfig(c, func(o *s3.Options) {
		o.UsePathStyle = c.BaseEndpoint != nil // an emulator's name has no names below it
	})}
}

// Newest returns the last day that is kept, or NotFound.
func (b *Bucket) Newest(ctx context.Context) (audit.SignedDay, error) {
	const op = "archive.Newest"
	last := ""
	pages := s3.NewListObjectsV2Paginator(b.client, &s3.ListObjectsV2Input{Bucket: &b.name, Prefix: aws.String(prefix)})
	for pages.HasMorePages() {
		page, err := next(ctx, pages.NextPage)
		if err != nil {
			return audit.SignedDay{}, translate(op, err)
		}
		for _, object := range page.Contents {
			last = max(last, aws.ToString(object.Key))
		}
	}
	if last == "" {
		return audit.SignedDay{}, fault.New(fault.NotFound, "")
	}
	return b.read(ctx, op, last)
}

func next[P any](ctx context.Context, page func(context.Context, ...func(*s3.Options)) (P, error)) (P, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	return page(ctx)
}

func (b *Bucket) read(ctx context.Context, op, key string) (day audit.SignedDay, err error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	out, err := b.client.GetObject(ctx, &s3.GetObjectInput{Bucket: &b.name, Key: &key})
	if err != nil {
		return day, translate(op, err)
	}
	defer out.Body.Close()
	if err := json.NewDecoder(io.LimitReader(out.Body, dayLimit)).Decode(&day); err != nil {
		return day, fault.Newf(fault.Internal, "%s of the archive: %w", key, err)
	}
	if keyOf(day) != key {
		return day, fault.Newf(fault.Internal, "%s of the archive is about %s", key, day.Day.Date)
	}
	return day, nil
}

// Keep writes a day, or says Conflict where one of its date is kept already.
func (b *Bucket) Keep(ctx context.Context, day audit.SignedDay) error {
	const op = "archive.Keep"
	text, err := json.Marshal(day)
	if err != nil {
		return fault.Wrap(op, err)
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, err = b.client.PutObject(ctx, &s3.PutObjectInput{Bucket: &b.name, Key: aws.String(keyOf(day)), Body: bytes.NewReader(text),
		ContentType: aws.String("application/json"), IfNoneMatch: aws.String("*")})
	return translate(op, err)
}

func keyOf(day audit.SignedDay) string { return prefix + day.Day.Date.String() + suffix }

// Days returns every day that is kept, in order. A day with more than one
// version, or one whose version was hidden by a deletion, is an error: nobody
// has the right to make either.
func (b *Bucket) Days(ctx context.Context) ([]audit.SignedDay, error) {
	const op = "archive.Days"
	var keys []string
	pages := s3.NewListObjectVersionsPaginator(b.client, &s3.ListObjectVersionsInput{Bucket: &b.name, Prefix: aws.String(prefix)})
	for pages.HasMorePages() {
		page, err := next(ctx, pages.NextPage)
		if err != nil {
			return nil, translate(op, err)
		}
		if len(page.DeleteMarkers) > 0 {
			return nil, fmt.Errorf("%s: somebody deleted %s", op, aws.ToString(page.DeleteMarkers[0].Key))
		}
		for _, v := range page.Versions {
			keys = append(keys, aws.ToString(v.Key))
		}
	}
	var days []audit.SignedDay
	for i, key := range keys {
		if i > 0 && key == keys[i-1] {
			return nil, fmt.Errorf("%s: somebody wrote %s a second time", op, key)
		}
		if !strings.HasSuffix(key, suffix) {
			return nil, fmt.Errorf("%s: %s is no day", op, key)
		}
		day, err := b.read(ctx, op, key)
		if err != nil {
			return nil, err
		}
		days = append(days, day)
	}
	return days, nil
}

// translate turns what S3 says into a fault. A nil err gives nil.
func translate(op string, err error) error {
	if err == nil {
		return nil
	}
	code := fault.Unavailable
	var api smithy.APIError
	if errors.As(err, &api) {
		switch api.ErrorCode() {
		case "PreconditionFailed", "ConditionalRequestConflict":
			code = fault.Conflict
		case "NoSuchBucket", "AccessDenied", "NoSuchKey":
			code = fault.Internal
		}
	}
	return &fault.Error{Code: code, Op: op, Err: err}
}
