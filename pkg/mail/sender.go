package mail

import (
	"context"
	"errors"
	"mime"
	netmail "net/mail"
	"strings"
	"time"
	"unicode"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

const (
	// callTime bounds one call with the SDK's own retries (trust 26).
	callTime = 8 * time.Second
	// senderName is what mail programs show (mails.md).
	senderName = "MyData平臺系統通知"
	// eventHeader lets a repeated mail be recognised by its event.
	eventHeader = "X-Mydata-Event"
	// eventTag names the event to functions/bounce, which hears what becomes of the mail.
	eventTag = "event"
)

// Sender implements onboarding.Mailer on SES. It holds the one operation it
// needs and not the SDK's client: beside the reflection of html/template the
// linker would keep all the others too, two megabytes of them.
type Sender struct {
	send          func(context.Context, *sesv2.SendEmailInput, ...func(*sesv2.Options)) (*sesv2.SendEmailOutput, error)
	from          string
	configuration string
}

// New returns a Sender whose mails come from address, which must be an identity
// of the account. configurationSet names the one that reports bounces.
func New(client *sesv2.Client, address, configurationSet string) *Sender {
	return &Sender{
		send:          client.SendEmail,
		from:          mime.BEncoding.Encode("UTF-8", senderName) + " <" + address + ">",
		configuration: configurationSet,
	}
}

// Send sends m to its one reader. Everything SES puts into a header is checked
// here once more, whoever wrote it (trust 22).
func (s *Sender) Send(ctx context.Context, m onboarding.Message) error {
	const op = "mail.Send"
	if err := check(m); err != nil {
		return &fault.Error{Code: fault.Invalid, Op: op, Err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	_, err := s.send(ctx, &sesv2.SendEmailInput{
		FromEmailAddress:     aws.String(s.from),
		Destination:          &types.Destination{ToAddresses: []string{m.To}},
		ConfigurationSetName: aws.String(s.configuration),
		EmailTags:            []types.MessageTag{{Name: aws.String(eventTag), Value: aws.String(m.ID)}},
		Content: &types.EmailContent{Simple: &types.Message{
			Subject: utf8(m.Subject),
			Body:    &types.Body{Text: utf8(m.Text), Html: utf8(m.HTML)},
			Headers: []types.MessageHeader{
				{Name: aws.String(eventHeader), Value: aws.String(m.ID)},
				{Name: aws.String("Auto-Submitted"), Value: aws.String("auto-generated")},
			},
		}},
	})
	return translate(op, err)
}

// utf8 names the charset: SES takes the data for 7-bit ASCII otherwise. It
// encodes the words itself, so that all that travels is ASCII.
func utf8(data string) *types.Content {
	return &types.Content{Data: aws.String(data), Charset: aws.String("UTF-8")}
}

func check(m onboarding.Message) error {
	address, err := netmail.ParseAddress(m.To)
	switch {
	case err != nil:
		return err
	case address.Address != m.To:
		return errors.New("the reader is not a bare address")
	case strings.ContainsFunc(m.Subject, unicode.IsControl), strings.ContainsFunc(m.ID, unicode.IsControl):
		return errors.New("a header has a control character")
	}
	return nil
}
