package mail_test

import (
	"context"
	"encoding/json"
	"errors"
	"mime"
	netmail "net/mail"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/mail"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest/canned"
)

var _ onboarding.Mailer = (*mail.Sender)(nil)

var (
	message = onboarding.Message{ID: "ev3nt", To: "officer@bank.example", Subject: "【測試區】申請單待審核", Text: "您好：\n", HTML: "<p>您好：</p>"}
	sent    = canned.OK(`{"MessageId":"m1"}`)
)

func sender(t *testing.T, replies ...canned.Reply) (*mail.Sender, *canned.Replies) {
	r := canned.New(t, replies...)
	return mail.New(sesv2.NewFromConfig(r.Config(1)), "mydata_system@moda.example", "portal"), r
}

func TestSendAsksSESForOneMail(t *testing.T) {
	t.Parallel()
	s, asked := sender(t, sent)
	if err := s.Send(t.Context(), message); err != nil {
		t.Fatal(err)
	}
	utf8 := func(data string) any { return map[string]any{"Data": data, "Charset": "UTF-8"} }
	want := map[string]any{
		"ConfigurationSetName": "portal",
		"EmailTags":            []any{map[string]any{"Name": "event", "Value": "ev3nt"}},
		"FromEmailAddress":     "=?UTF-8?b?TXlEYXRh5bmz6Ie657O757Wx6YCa55+l?= <mydata_system@moda.example>",
		"Destination":          map[string]any{"ToAddresses": []any{"officer@bank.example"}},
		"Content": map[string]any{"Simple": map[string]any{
			"Subject": utf8(message.Subject),
			"Body":    map[string]any{"Text": utf8(message.Text), "Html": utf8(message.HTML)},
			"Headers": []any{
				map[string]any{"Name": "X-Mydata-Event", "Value": "ev3nt"},
				map[string]any{"Name": "Auto-Submitted", "Value": "auto-generated"},
			},
		}},
	}
	requests := asked.Requests()
	if len(requests) != 1 || requests[0].Target != "POST /v2/email/outbound-emails" {
		t.Fatalf("requests: %v", requests)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(requests[0].Body), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("request (-want +got):\n%s", diff)
	}
	decoder := netmail.AddressParser{WordDecoder: &mime.WordDecoder{}}
	if from, err := decoder.Parse(got["FromEmailAddress"].(string)); err != nil || from.Name != "MyData平臺系統通知" {
		t.Errorf("sender reads as %v, %v", from, err)
	}
}

func TestTrust28_WhatSESCannotTakeNowWaits(t *testing.T) {
	t.Parallel()
	refusal := func(code, message string) canned.Reply { return canned.Fault(400, code, message) }
	for name, c := range map[string]struct {
		reply canned.Reply
		want  fault.Code
	}{
		"a throttle waits":                        {refusal("TooManyRequestsException", "Maximum sending rate exceeded."), fault.Unavailable},
		"the daily limit waits":                   {refusal("LimitExceededException", "Daily message quota exceeded."), fault.Unavailable},
		"paused sending waits":                    {refusal("SendingPausedException", "Email sending is disabled."), fault.Unavailable},
		"a suspended account waits":               {refusal("AccountSuspendedException", "Account suspended."), fault.Unavailable},
		"a MAIL FROM without its MX record waits": {refusal("MailFromDomainNotVerifiedException", ""), fault.Unavailable},
		"an identity not verified yet waits":      {refusal("MessageRejected", "Email address is not verified. The following identities failed the check"), fault.Unavailable},
		"a configuration set to come waits":       {refusal("NotFoundException", "Configuration set <portal> does not exist."), fault.Unavailable},
		"a missing permission waits":              {refusal("AccessDeniedException", ""), fault.Unavailable},
		"a fault of the service waits":            {canned.Fault(500, "InternalServiceErrorException", ""), fault.Unavailable},
		"a broken connection waits":               {canned.Reply{Err: errors.New("connection reset")}, fault.Unavailable},
		"a refused address never goes":            {refusal("MessageRejected", "Address blacklisted."), fault.Invalid},
		"a malformed address never goes":          {refusal("BadRequestException", "Domain contains illegal character"), fault.Invalid},
		"a mail that is taken is no error":        {sent, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := sender(t, c.reply)
			if err := s.Send(t.Context(), message); fault.CodeOf(err) != c.want {
				t.Errorf("Send: %v; want code %q", err, c.want)
			}
		})
	}
}

func TestTrust22_SendRefusesWhatWouldForgeAHeader(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*onboarding.Message){
		"a second reader":              func(m *onboarding.Message) { m.To += ", other@bank.example" },
		"a reader with a name":         func(m *onboarding.Message) { m.To = "Officer <officer@bank.example>" },
		"a reader that ends its line":  func(m *onboarding.Message) { m.To += "\r\nBcc: other@bank.example" },
		"no reader":                    func(m *onboarding.Message) { m.To = "" },
		"a subject that ends its line": func(m *onboarding.Message) { m.Subject += "\r\nBcc: other@bank.example" },
		"an id that ends its line":     func(m *onboarding.Message) { m.ID += "\n" },
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := sender(t)
			m := message
			change(&m)
			if err := s.Send(t.Context(), m); !fault.Is(err, fault.Invalid) {
				t.Errorf("Send: %v", err)
			}
		})
	}
}

func TestSendEndsWithItsCaller(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	s, _ := sender(t, canned.Reply{Hang: true})
	if err := s.Send(ctx, message); !fault.Is(err, fault.Unavailable) {
		t.Errorf("Send: %v", err)
	}
}
