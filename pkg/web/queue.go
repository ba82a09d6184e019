package web

import (
	"fmt"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// casesPath is the list of cases, which begins with a reviewer's queue.
const casesPath = "/cases"

// countQueue puts beside the menu's entry what waits for the visitor's party, as
// last counted on the account, which every request has read anyway (F7).
func (v *visit) countQueue(menu []kit.Entry) {
	n := v.door.Account.Waiting
	at := slices.IndexFunc(menu, func(e kit.Entry) bool { return e.Href == casesPath })
	if v.actor.Role.Reviewer() && n > 0 && at >= 0 {
		menu[at].Count = counted(n) + "待審"
	}
}

// counted is a number of cases, which is not told apart above a hundred.
func counted(n int) string {
	if n > account.CountedAtMost {
		return fmt.Sprintf("%d+ 件", account.CountedAtMost)
	}
	return fmt.Sprintf("%d 件", n)
}

// queueCount is how much of the beginning of a queue waits and is overdue. Where
// more follows, it is what was last counted on the visitor's account.
func (s *Server) queueCount(v *visit, list []casefile.Stage, more bool) string {
	waiting, overdue := len(list), 0
	for _, stage := range list {
		if s.Portal.Patience.Overdue(stage, s.Now()) {
			overdue++
		}
	}
	if more {
		waiting, overdue = max(waiting, v.door.Account.Waiting), max(overdue, v.door.Account.Overdue)
	}
	if overdue == 0 {
		return counted(waiting)
	}
	return counted(waiting) + "，其中 " + counted(overdue) + "逾期"
}
