package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/link"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// scene is what the pages that are measured show: a draft, a case at its first
// stage, one that was sent back, and people to look at them.
type scene struct {
	officer, bureau, ops, moda *visitor
	draft                      onboarding.Draft
	number, id                 string // of the case at its first stage
	returned                   string // number of the other
	service                    string
}

// reviewers are who decides the four stages.
func (s *scene) reviewers() []*visitor { return []*visitor{s.bureau, s.ops, s.bureau, s.moda} }

// scene makes one, or finds it made.
func (b *bench) scene(ctx context.Context) (*scene, error) {
	if b.made != nil {
		return b.made, nil
	}
	s := &scene{}
	for login, to := range map[string]**visitor{"officer01": &s.officer, "bureau01": &s.bureau, "opsteam01": &s.ops, "moda01": &s.moda} {
		var err error
		if *to, err = b.visit(ctx, login); err != nil {
			return nil, err
		}
	}
	var err error
	if s.draft, err = s.officer.draft(ctx); err != nil {
		return nil, err
	}
	if s.number, s.id, err = b.filed(ctx, s.officer); err != nil {
		return nil, err
	}
	if err := s.sendBack(ctx, b); err != nil {
		return nil, err
	}
	services, _, err := b.deps.Store.Services(ctx, onboarding.Scope{OrganisationID: s.officer.actor.OrganisationID}, onboarding.Page{Limit: 1})
	if err == nil && len(services) == 0 {
		err = fmt.Errorf("the officer has no service")
	}
	if err != nil {
		return nil, err
	}
	s.service, b.made = services[0].ID, s
	return s, nil
}

// filed is a new case of somebody's that waits at its first stage.
func (b *bench) filed(ctx context.Context, v *visitor) (number, id string, err error) {
	d, err := v.draft(ctx)
	if err == nil {
		number, id, err = v.submit(ctx, (*visitor).here, d)
	}
	if err == nil {
		err = b.untilStage(ctx, id, 1)
	}
	return number, id, err
}

func (s *scene) sendBack(ctx context.Context, b *bench) error {
	number, id, err := b.filed(ctx, s.officer)
	if err != nil {
		return err
	}
	q := question{"/cases/" + number + "/decide", decision(1, chain.Return)}
	r, err := s.bureau.here(ctx, q)
	if err := orStatus(err, r, http.StatusSeeOther, q); err != nil {
		return err
	}
	s.returned = number
	return b.untilState(ctx, id, casefile.Returned)
}

// link is the action link of a stage's reviewer in a case.
func (s *scene) link(id string, order int) string {
	who := s.reviewers()[order-1]
	return "/a/" + who.b.deps.Links.Issue(link.Claims{CaseID: id, Review: 1, Round: 1, Stage: order, AccountID: who.actor.AccountID,
		Epoch: who.actor.Epoch, Expires: wiring.Now().Add(time.Hour)})
}

// view is a page to be measured.
type view struct {
	name     string
	who      *visitor
	path     string
	requests float64 // at most
}

// views are the pages people spend their day on.
func (s *scene) views() []view {
	return []view{
		{"登入", s.officer, "/signin", 2},
		{"首頁", s.officer, "/", 2},
		{"線上服務列表", s.officer, "/services", 2},
		{"服務", s.officer, "/services/" + s.service, 2},
		{"草稿列表", s.officer, "/drafts", 2},
		{"填寫申請單", s.officer, "/drafts/" + s.draft.ID, 2},
		{"填寫：連線", s.officer, "/drafts/" + s.draft.ID + "/connection", 2},
		{"填寫：預覽", s.officer, "/drafts/" + s.draft.ID + "/preview", 2},
		{"補正：連線", s.officer, "/cases/" + s.returned + "/edit/connection", 2},
		{"資料申請", s.officer, "/cases", 2},
		{"待我審核", s.bureau, "/cases", 2},
		{"全部申請單", s.ops, "/cases?list=all", 2},
		{"申請單", s.officer, "/cases/" + s.number, 4},
		{"申請單：審核", s.bureau, "/cases/" + s.number, 4},
		{"申請單：審核連結", s.bureau, s.link(s.id, 1), 4},
		{"申請單列印", s.officer, "/cases/" + s.number + "/print", 4},
		{"審核歷程", s.officer, "/cases/" + s.number + "/history", 2},
		{"撤回申請", s.officer, "/cases/" + s.number + "/withdraw", 2},
		{"帳號管理", s.officer, "/accounts", 2},
		{"防火牆規則", s.ops, "/firewall", 2},
	}
}
