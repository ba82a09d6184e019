// Package inbox is what functions/scan does with a file that has arrived in the
// bucket of uploads: it reads that version of it, and marks it.
package inbox

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/url"
	"time"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// readTime bounds reading a file, other calls take a part of it (trust 26).
const readTime = 20 * time.Second

// Tags of an object's version. The portal's role may read what is marked clean
// and nothing else; the bucket's lifecycle removes what is refused.
const (
	MarkTag = "scan"
	Clean   = "clean"
	Refused = "refused"

	verdictTag = "GuardDutyMalwareScanStatus"
	noThreats  = "NO_THREATS_FOUND"
)

// Inbox is the bucket as functions/scan may use it.
type Inbox struct {
	client *s3.Client
	bucket string
}

// New returns the inbox of a bucket.
func New(config aws.Config, bucket string) *Inbox {
	client := s3.NewFromConfig(config, func(o *s3.Options) { o.UsePathStyle = config.BaseEndpoint != nil })
	return &Inbox{client: client, bucket: bucket}
}

// Read returns a version's content, at most one byte more than upload.MaxSize,
// and what its sender called it. One that is gone is NotFound.
func (i *Inbox) Read(ctx context.Context, key, version string) (content []byte, name string, err error) {
	const op = "inbox.Read"
	ctx, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	out, err := i.client.GetObject(ctx, &s3.GetObjectInput{Bucket: &i.bucket, Key: &key, VersionId: &version})
	if err != nil {
		return nil, "", translate(op, err)
	}
	defer out.Body.Close()
	content, err = io.ReadAll(io.LimitReader(out.Body, upload.MaxSize+1))
	if err != nil {
		return nil, "", &fault.Error{Code: fault.Unavailable, Op: op, Err: err}
	}
	return content, sentName(out.Metadata["name"]), nil
}

// sentName reads a file's name out of a header: S3 encodes what is not ASCII by
// RFC 2047, our script by percent signs.
func sentName(header string) string {
	decoded, err := new(mime.WordDecoder).DecodeHeader(header)
	if err != nil {
		decoded = header
	}
	if plain, err := url.PathUnescape(decoded); err == nil {
		decoded = plain
	}
	if !utf8.ValidString(decoded) {
		return ""
	}
	return decoded
}

// Verdict is what the account's malware protection found in a version: harmless,
// or known false where it has not looked yet.
func (i *Inbox) Verdict(ctx context.Context, key, version string) (harmless, known bool, err error) {
	out, err := i.client.GetObjectTagging(ctx, &s3.GetObjectTaggingInput{Bucket: &i.bucket, Key: &key, VersionId: &version})
	if err != nil {
		return false, false, translate("inbox.Verdict", err)
	}
	for _, tag := range out.TagSet {
		if aws.ToString(tag.Key) == verdictTag {
			return aws.ToString(tag.Value) == noThreats, true, nil
		}
	}
	return false, false, nil
}

// Mark tags a version as clean or refused, beside what tags it has.
func (i *Inbox) Mark(ctx context.Context, key, version string, clean bool) error {
	const op = "inbox.Mark"
	out, err := i.client.GetObjectTagging(ctx, &s3.GetObjectTaggingInput{Bucket: &i.bucket, Key: &key, VersionId: &version})
	if err != nil {
		return translate(op, err)
	}
	mark := types.Tag{Key: aws.String(MarkTag), Value: aws.String(Refused)}
	if clean {
		mark.Value = aws.String(Clean)
	}
	tags := []types.Tag{mark}
	for _, tag := range out.TagSet {
		if aws.ToString(tag.Key) != MarkTag {
			tags = append(tags, tag)
		}
	}
	_, err = i.client.PutObjectTagging(ctx, &s3.PutObjectTaggingInput{Bucket: &i.bucket, Key: &key, VersionId: &version, Tagging: &types.Tagging{TagSet: tags}})
	return translate(op, err)
}

// translate turns an error of the SDK into a fault. A nil err gives nil.
func translate(op string, err error) error {
	if err == nil {
		return nil
	}
	code := fault.Unavailable
	var refusal smithy.APIError
	if errors.As(err, &refusal) {
		switch refusal.ErrorCode() {
		case "NoSuchKey", "NoSuchVersion", "MethodNotAllowed": // the last is a marker of deletion
			code = fault.NotFound
		}
	}
	return &fault.Error{Code: code, Op: op, Err: err}
}
