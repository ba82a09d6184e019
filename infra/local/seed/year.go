package main

import (
	"bytes"
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"mydata.nat.gov.tw/portal/infra/local/seed/past"
	"mydata.nat.gov.tw/portal/pkg/archive"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/files/inbox"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/upload"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// yearFile is what the year is made of, from the repository's root.
const yearFile = "infra/local/sample/year.json"

// year has people and catalogue begin a year ago, and lets that year go by. Its
// days are signed by the stack's key and kept in the stack's archive.
func (s *seeder) year(ctx context.Context, f wiring.Function, catalogue form.Catalogue) error {
	sample, err := past.Read(yearFile)
	if err != nil {
		return err
	}
	paper, err := document{Title: "附件", Paragraphs: []string{"測試與試辦的結果如各項說明。"}}.odt()
	if err != nil {
		return err
	}
	deps := f.Deps()
	deps.Passwords, deps.Factors, deps.APIKeys = f.Passwords(), f.Factors(), f.APIKeys()
	deps.Tokens, deps.Links, deps.Mailed = f.Tokens(), f.Links(), f.Mailed()
	deps.Archive, deps.Signer = &diary{Archive: archive.NewBucket(f.AWS, f.Settings.AuditBucket)}, archive.NewKey(f.AWS, f.Settings.AuditKey)
	deps.Frame = notice.Frame{Portal: f.Settings.PortalURL, Phone: f.Settings.ServicePhone, Mail: f.Settings.ServiceMail}
	shelf := newShelf(f)
	until := wiring.Now().Truncate(time.Minute)
	p := past.New(deps, sample, until.AddDate(-1, 0, 0), shelf.lay, paper)

	here := *s
	defer func() { s.portal, s.store, s.invite = here.portal, here.store, here.invite }()
	s.portal, s.store = p.Portal(), p.Portal().Store
	s.invite = func(ctx context.Context, i onboarding.Invitation) error {
		_, err := s.portal.Invite(ctx, i)
		return err
	}
	if err := s.found(ctx, catalogue); err != nil {
		return err
	}
	if err := shelf.unheard(ctx, func() error { return p.Play(ctx, until) }); err != nil {
		return err
	}
	return p.Carry(ctx, dynamodb.NewFromConfig(f.AWS), f.Settings.TableName)
}

// diary is an archive that only this process adds to, so that it need not be
// looked through for its last day every night.
type diary struct {
	onboarding.Archive
	last audit.SignedDay
}

// Newest returns the last day that is kept.
func (d *diary) Newest(ctx context.Context) (audit.SignedDay, error) {
	if d.last.Day.Date.IsZero() {
		return d.Archive.Newest(ctx)
	}
	return d.last, nil
}

// Keep adds a day.
func (d *diary) Keep(ctx context.Context, day audit.SignedDay) error {
	err := d.Archive.Keep(ctx, day)
	if err == nil {
		d.last = day
	}
	return err
}

// shelf lays files where those of uploads are, as they were years ago: looked
// through and found clean.
type shelf struct {
	client *s3.Client
	inbox  *inbox.Inbox
	bucket string
}

func newShelf(f wiring.Function) shelf {
	return shelf{inbox: inbox.New(f.AWS, f.Settings.UploadBucket), bucket: f.Settings.UploadBucket,
		client: s3.NewFromConfig(f.AWS, func(o *s3.Options) { o.UsePathStyle = true })}
}

// unheard does something while the bucket tells nobody what arrives: the records
// of these files are not in the table yet, so functions/scan would refuse them.
func (s shelf) unheard(ctx context.Context, do func() error) error {
	told, err := s.client.GetBucketNotificationConfiguration(ctx, &s3.GetBucketNotificationConfigurationInput{Bucket: &s.bucket})
	if err == nil {
		err = s.tell(ctx, types.NotificationConfiguration{})
	}
	if err == nil {
		err = do()
	}
	if err != nil {
		return err
	}
	return s.tell(ctx, types.NotificationConfiguration{LambdaFunctionConfigurations: told.LambdaFunctionConfigurations,
		QueueConfigurations: told.QueueConfigurations, TopicConfigurations: told.TopicConfigurations, EventBridgeConfiguration: told.EventBridgeConfiguration})
}

func (s shelf) tell(ctx context.Context, c types.NotificationConfiguration) error {
	_, err := s.client.PutBucketNotificationConfiguration(ctx, &s3.PutBucketNotificationConfigurationInput{Bucket: &s.bucket, NotificationConfiguration: &c})
	return err
}

// lay is a past.Lay.
func (s shelf) lay(ctx context.Context, id string, content []byte) (version string, err error) {
	key := upload.ObjectKey(id)
	out, err := s.client.PutObject(ctx, &s3.PutObjectInput{Bucket: &s.bucket, Key: &key, Body: bytes.NewReader(content)})
	if err != nil {
		return "", err
	}
	version = aws.ToString(out.VersionId)
	return version, s.inbox.Mark(ctx, key, version, true)
}
