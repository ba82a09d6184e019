//go:build emulator

package flow_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/test/flow/live"
)

// TestF12_WhatSESSaysOfAMailReachesCaseAndAccount calls functions/bounce with what
// SES says of a mail, which the emulator's own never does, and so under its own
// role: every type of event there is, in the shape AWS documents.
func TestF12_WhatSESSaysOfAMailReachesCaseAndAccount(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	x := p.File(t, p.Cast(t), live.Later())
	mail := x.AwaitMails(t, x.Officer.Mail, 1)[0]
	event := outboxOf(t, p, x.Officer.AccountID)
	report := func(kind string, detail any) {
		t.Helper()
		member := strings.ToLower(kind[:1]) + kind[1:]
		report, err := json.Marshal(map[string]any{"source": "aws.ses", "time": time.Now().UTC(), "detail": map[string]any{"eventType": kind, member: detail,
			"mail": map[string]any{"destination": []string{mail.To}, "tags": map[string][]string{"event": {event}}}}})
		if err != nil {
			t.Fatal(err)
		}
		p.Invoke(t, "bounce", report)
	}
	reach := func() account.MailFault {
		t.Helper()
		a, err := p.Store.Account(t.Context(), x.Officer.AccountID)
		if err != nil {
			t.Fatal(err)
		}
		if u := a.OutOfReach(); u != nil {
			return u.Fault
		}
		return ""
	}
	bounce := func(kind, sub string) map[string]string {
		return map[string]string{"bounceType": kind, "bounceSubType": sub}
	}
	for _, c := range []struct {
		kind   string
		detail any
		want   account.MailFault
	}{
		{"Bounce", bounce("Permanent", "NoEmail"), account.Bounced},
		{"Bounce", bounce("Permanent", "NoEmail"), account.Bounced}, // EventBridge may bring it twice
		{"Delivery", map[string]any{"processingTimeMillis": 500}, ""},
		{"Bounce", bounce("Transient", "MailboxFull"), account.Deferred},
		{"Delivery", map[string]any{"processingTimeMillis": 500}, ""},
		{"Bounce", bounce("Undetermined", "Undetermined"), account.Deferred},
		{"Send", map[string]any{}, account.Deferred},
		{"DeliveryDelay", map[string]string{"delayType": "TransientCommunicationFailure"}, account.Deferred},
		{"Rendering Failure", map[string]string{"templateName": "none"}, account.Deferred},
		{"Delivery", map[string]any{"processingTimeMillis": 500}, ""},
		{"Bounce", bounce("Permanent", "OnAccountSuppressionList"), account.Suppressed},
		{"Delivery", map[string]any{"processingTimeMillis": 500}, ""},
		{"Complaint", map[string]string{"complaintFeedbackType": "abuse"}, account.Complained},
		{"Delivery", map[string]any{"processingTimeMillis": 500}, ""},
		{"Reject", map[string]string{"reason": "Bad content"}, account.Rejected},
	} {
		report(c.kind, c.detail)
		if got := reach(); got != c.want {
			t.Errorf("after %s %v: %q", c.kind, c.detail, got)
		}
	}
	if d, _ := x.Dossier(t); len(d.Unsent) != 1 || d.Unsent[0].Mail != "申請單已送出" {
		t.Errorf("the case has %+v", d.Unsent)
	}
}

// outboxOf is the id of the one mail to an account, which the emulator's mail
// does not carry.
func outboxOf(t *testing.T, p *live.Portal, accountID string) string {
	t.Helper()
	pages := dynamodb.NewScanPaginator(tables(p.AWS), &dynamodb.ScanInput{TableName: aws.String(table(p.Stack)),
		FilterExpression:          aws.String("begins_with(pk, :outbox) AND #to = :account"),
		ExpressionAttributeNames:  map[string]string{"#to": "to"},
		ExpressionAttributeValues: map[string]types.AttributeValue{":outbox": text("OUT#"), ":account": text(accountID)}})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			return strings.TrimPrefix(item["pk"].(*types.AttributeValueMemberS).Value, "OUT#")
		}
	}
	t.Fatal("no mail lies in the outbox")
	return ""
}
