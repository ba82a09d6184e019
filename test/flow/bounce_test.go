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

// TestF12_ABounceReachesCaseAndAccount calls functions/bounce with what SES says
// of a mail, which the emulator's own never does, and so under its own role.
func TestF12_ABounceReachesCaseAndAccount(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	x := p.File(t, p.Cast(t), live.Later())
	mail := x.AwaitMails(t, x.Officer.Mail, 1)[0]
	event := outboxOf(t, p, x.Officer.AccountID)
	report := func(kind string) {
		t.Helper()
		report, err := json.Marshal(map[string]any{"source": "aws.ses", "time": time.Now().UTC(), "detail": map[string]any{
			"eventType": kind, "bounce": map[string]string{"bounceType": "Permanent", "bounceSubType": "NoEmail"},
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
	report("Bounce")
	report("Bounce") // EventBridge may bring it twice
	if d, _ := x.Dossier(t); len(d.Unsent) != 1 || d.Unsent[0].Mail != "申請單已送出" || reach() != account.Bounced {
		t.Fatalf("the case has %+v, the account %q", d.Unsent, reach())
	}
	report("Delivery")
	if got := reach(); got != "" {
		t.Errorf("after a mail that arrived: %q", got)
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
