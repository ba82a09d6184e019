package main

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/logging"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// event is one of SES as EventBridge brings it.
type event struct {
	Time   time.Time `json:"time"`
	Detail struct {
		Type string `json:"eventType"`
		Mail struct {
			Destination []string            `json:"destination"`
			Tags        map[string][]string `json:"tags"`
		} `json:"mail"`
		Bounce struct {
			Type    string `json:"bounceType"`
			SubType string `json:"bounceSubType"`
		} `json:"bounce"`
	} `json:"detail"`
}

// eventTag is the name under which relay tells SES the event of a mail.
const eventTag = "event"

// report is what the event says of one of our mails; ours is false for another.
func (e event) report() (r onboarding.MailReport, ours bool) {
	ids := e.Detail.Mail.Tags[eventTag]
	if len(ids) != 1 || len(e.Detail.Mail.Destination) != 1 { // each of ours has one reader
		return r, false
	}
	r = onboarding.MailReport{EventID: ids[0], Address: e.Detail.Mail.Destination[0], At: e.Time.UTC()}
	switch e.Detail.Type {
	case "Delivery":
	case "Bounce":
		r.Fault = e.bounced()
	case "Complaint":
		r.Fault = account.Complained
	case "Reject":
		r.Fault = account.Rejected
	default:
		return r, false
	}
	return r, true
}

func (e event) bounced() account.MailFault {
	switch {
	case e.Detail.Bounce.SubType == "Suppressed", e.Detail.Bounce.SubType == "OnAccountSuppressionList":
		return account.Suppressed
	case e.Detail.Bounce.Type == "Permanent":
		return account.Bounced
	}
	return account.Deferred
}

type hearer interface {
	MailReported(ctx context.Context, r onboarding.MailReport) error
}

// handler keeps what an event says. An error has Lambda try again, and in the
// end put the event aside.
func handler(portal hearer) wiring.Handler[event, wiring.Nothing] {
	return func(ctx context.Context, e event) (wiring.Nothing, error) {
		r, ours := e.report()
		logging.Set(ctx, "type", e.Detail.Type)
		logging.Set(ctx, "ours", ours)
		if !ours {
			return wiring.Nothing{}, nil
		}
		logging.Set(ctx, "mail", r.EventID)
		logging.Set(ctx, "fault", string(r.Fault))
		return wiring.Nothing{}, portal.MailReported(ctx, r)
	}
}
