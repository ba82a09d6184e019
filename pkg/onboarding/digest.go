package onboarding

import (
	"context"
	"encoding/json"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// Digest has every reviewer told what waits for their party (待審核案件彙整, F7),
// and says to how many people. Where nothing waits nobody is. A second Digest of
// the same day in Taipei adds nothing but what the first could not do.
func (s *Service) Digest(ctx context.Context) (people int, err error) {
	const op = "onboarding.Digest"
	parties, err := s.parties(ctx)
	if err != nil {
		return 0, fault.Wrap(op, err)
	}
	for _, id := range parties {
		told, err := s.digest(ctx, id)
		if people += told; err != nil {
			return people, fault.Wrap(op, err)
		}
	}
	return people, nil
}

func (s *Service) digest(ctx context.Context, partyID string) (told int, err error) {
	queue, more, err := s.Store.Queue(ctx, partyID, Page{Limit: account.CountedAtMost})
	if err != nil || len(queue) == 0 {
		return 0, err
	}
	people, err := s.Store.People(ctx, partyID)
	if err != nil {
		return 0, err
	}
	now := s.Now()
	var mails []Event
	for _, p := range people {
		if !p.Usable() {
			continue
		}
		n := s.digestFor(p, queue, more != "")
		content, err := json.Marshal(n)
		if err != nil {
			return 0, err
		}
		mails = append(mails, Event{ID: eventID("digest", calendar.Today(now).String(), p.ID), Kind: Mail, Due: now, Made: now,
			Recipient: p.ID, Notice: n.Name(), Content: content})
	}
	return len(mails), s.Store.FanOut(ctx, mails)
}

// digestFor is a queue in the eyes of one person of its party.
func (s *Service) digestFor(p account.Account, queue []casefile.Stage, more bool) notice.Digest {
	n := notice.Digest{Person: p.Name, Day: calendar.Today(s.Now()), Waiting: len(queue), More: more}
	for _, stage := range queue {
		late := s.Patience.Overdue(stage, s.Now())
		if late {
			n.Overdue++
		}
		if stage.HolderID == p.ID {
			n.Mine++
		}
		n.Cases = append(n.Cases, notice.Waiting{Number: stage.Number, Area: stage.Area, Service: stage.Service, Organisation: stage.Org,
			Letter: stage.Letter, Since: stage.Opened, Overdue: late, Holder: stage.Holder})
	}
	n.Cases = n.Cases[:min(len(n.Cases), notice.DigestAtMost)]
	return n
}
