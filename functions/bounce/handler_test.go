package main

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

type reports []onboarding.MailReport

func (r *reports) MailReported(_ context.Context, one onboarding.MailReport) error {
	*r = append(*r, one)
	return nil
}

// said is an event as SES documents it, cut down, with the members of its kind.
func said(kind string) string {
	return `{"version":"0","source":"aws.ses","detail-type":"Email Event","time":"2024-03-15T02:00:05Z","detail":{` + kind + `,
		"mail":{"timestamp":"2024-03-15T02:00:00.000Z","messageId":"m1","destination":["officer01@example.com.tw"],
		"tags":{"event":["abc"],"ses:configuration-set":["portal"]}}}}`
}

func TestF12_WhatSESSaysOfAMail(t *testing.T) {
	t.Parallel()
	bounce := func(kind, sub string) string {
		return said(`"eventType":"Bounce","bounce":{"bounceType":"` + kind + `","bounceSubType":"` + sub + `","bouncedRecipients":[{"emailAddress":"officer01@example.com.tw"}]}`)
	}
	for name, c := range map[string]struct {
		event string
		want  account.MailFault
		ours  bool
	}{
		"a mailbox that does not exist": {bounce("Permanent", "NoEmail"), account.Bounced, true},
		"a mailbox that is full":        {bounce("Transient", "MailboxFull"), account.Deferred, true},
		"nobody knows why":              {bounce("Undetermined", "Undetermined"), account.Deferred, true},
		"suppressed by the account":     {bounce("Permanent", "OnAccountSuppressionList"), account.Suppressed, true},
		"suppressed by SES":             {bounce("Permanent", "Suppressed"), account.Suppressed, true},
		"a complaint":                   {said(`"eventType":"Complaint","complaint":{"complaintFeedbackType":"abuse"}`), account.Complained, true},
		"a mail SES refused":            {said(`"eventType":"Reject","reject":{"reason":"Bad content"}`), account.Rejected, true},
		"a mail that arrived":           {said(`"eventType":"Delivery","delivery":{"processingTimeMillis":500}`), "", true},
		"a mail that is on its way":     {said(`"eventType":"Send","send":{}`), "", false},
		"a mail that is late":           {said(`"eventType":"DeliveryDelay","deliveryDelay":{"delayType":"SpamDetected"}`), "", false},
		"a template, which we use none": {said(`"eventType":"Rendering Failure","failure":{"templateName":"t"}`), "", false},
		"a mail that is none of ours":   {`{"detail":{"eventType":"Bounce","mail":{"destination":["a@b.c"]}}}`, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var e event
			if err := json.Unmarshal([]byte(c.event), &e); err != nil {
				t.Fatal(err)
			}
			var got, want reports
			if _, err := handler(&got)(t.Context(), e); err != nil {
				t.Fatal(err)
			}
			if c.ours {
				want = reports{{EventID: "abc", Address: "officer01@example.com.tw", Fault: c.want, At: time.Date(2024, 3, 15, 2, 0, 5, 0, time.UTC)}}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
