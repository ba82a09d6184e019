package onboarding

import (
	"context"
	"slices"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// QueueFilter narrows a queue (F7). Its zero value wants all of it.
type QueueFilter struct {
	Words  string            // in number, organisation or service
	Items  []casefile.Letter // only these (申請項目)
	Area   casefile.Area     // only there
	Whose  Whose
	Me     string    // account, for Whose
	Opened time.Time // only what has been open since before then
}

// Whose says who has taken a stage on. The zero value is anybody or nobody.
type Whose string

// The values of Whose.
const (
	Mine       Whose = "mine"
	Nobodys    Whose = "none"
	Colleagues Whose = "other"
)

// Empty reports whether the filter wants everything.
func (f QueueFilter) Empty() bool {
	return f.Words == "" && len(f.Items) == 0 && f.Area == "" && f.Whose == "" && f.Opened.IsZero()
}

// Wants reports whether a stage of the queue is wanted.
func (f QueueFilter) Wants(s casefile.Stage) bool {
	switch {
	case f.Words != "" && !has(s.Number, f.Words) && !has(s.Org, f.Words) && !has(s.Service, f.Words),
		len(f.Items) > 0 && !slices.Contains(f.Items, casefile.LetterOf(s.Number)),
		f.Area != "" && s.Area != f.Area,
		!f.Opened.IsZero() && !s.Opened.Before(f.Opened):
		return false
	}
	switch f.Whose {
	case Mine:
		return s.HolderID == f.Me
	case Nobodys:
		return s.HolderID == ""
	case Colleagues:
		return s.HolderID != "" && s.HolderID != f.Me
	}
	return true
}

// has is whether words stand in text, whatever the case of their letters.
func has(text, words string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(words))
}

// nextAmong is how much of a queue NextInQueue looks at.
const nextAmong = 50

// NextInQueue is the number of the case to look at after another: the one that
// follows it in the queue of a's party or, where that is not in the queue any
// more, the one that has waited longest. Those that a colleague has taken on are
// passed over. It is empty where none is left.
func (s *Service) NextInQueue(ctx context.Context, a account.Actor, after string) (number string, err error) {
	const op = "onboarding.NextInQueue"
	if err := account.Attempt(a, account.ReadQueue); err != nil {
		return "", fault.Wrap(op, err)
	}
	queue, _, err := s.Store.Queue(ctx, a.OrganisationID, Page{Limit: nextAmong})
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	at := slices.IndexFunc(queue, func(s casefile.Stage) bool { return s.Number == after })
	inTurn := slices.Concat(queue[at+1:], queue[:max(0, at)])
	taken := QueueFilter{Whose: Colleagues, Me: a.AccountID}
	if i := slices.IndexFunc(inTurn, func(s casefile.Stage) bool { return !taken.Wants(s) }); i >= 0 {
		return inTurn[i].Number, nil
	}
	return "", nil
}
