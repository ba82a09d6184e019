package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/link"
	"mydata.nat.gov.tw/portal/pkg/wiring"
)

// row is one page or act to be measured.
type row struct {
	name string
	who  *visitor
	path string
	form url.Values
	aims [2]float64 // requests, units
}

// scene is a case at its first stage, and people who look at it.
type scene struct {
	officer, bureau, ops, moda *visitor
	draft, number, id          string
}

func (b *bench) scene(ctx context.Context) (s scene, err error) {
	for login, to := range map[string]**visitor{"officer01": &s.officer, "bureau01": &s.bureau, "opsteam01": &s.ops, "moda01": &s.moda} {
		if *to, err = b.visit(ctx, login); err != nil {
			return s, fmt.Errorf("%s: %w", login, err)
		}
	}
	if s.draft, err = s.officer.draft(ctx); err != nil {
		return s, err
	}
	sent, err := s.officer.draft(ctx)
	if err != nil {
		return s, err
	}
	if s.number, s.id, err = s.officer.submit(ctx, sent); err != nil {
		return s, err
	}
	return s, b.untilStage(ctx, s.id, 1)
}

// pageRows are the pages people spend their day on.
func (s scene) pageRows() []row {
	two, four := [2]float64{2, 4}, [2]float64{4, 4}
	return []row{
		{"首頁", s.officer, "/", nil, two},
		{"線上服務列表", s.officer, "/services", nil, two},
		{"草稿", s.officer, "/drafts/" + s.draft, nil, two},
		{"連線", s.officer, "/drafts/" + s.draft + "/connection", nil, two},
		{"預覽", s.officer, "/drafts/" + s.draft + "/preview", nil, two},
		{"待我審核", s.bureau, "/cases", nil, two},
		{"全部", s.ops, "/cases?list=all", nil, two},
		{"申請單", s.bureau, "/cases/" + s.number, nil, four},
		{"審核歷程", s.bureau, "/cases/" + s.number + "/history", nil, two},
		{"防火牆規則", s.ops, "/firewall", nil, two},
	}
}

// calls prints requests and units. The first request of each page warms what a
// process keeps.
func (b *bench) calls(ctx context.Context) error {
	s, err := b.scene(ctx)
	if err != nil {
		return err
	}
	fmt.Print("\nDynamoDB per page and per decision\n")
	table("", "requests", "aim", "read units", "aim", "write units", "aim")
	for _, r := range s.pageRows() {
		r.who.ask(ctx, r.path, nil)
		u, err := r.who.cost(ctx, r.path, nil)
		if err != nil {
			return err
		}
		table(r.name, num(float64(u.Requests)), num(r.aims[0]), num(u.Read), num(r.aims[1]), num(u.Write), "0")
	}
	for i, who := range []*visitor{s.bureau, s.ops, s.bureau, s.moda} {
		order := i + 1
		if err := b.untilStage(ctx, s.id, order); err != nil {
			return err
		}
		path, form, name := "/cases/"+s.number+"/decide", approval(order), fmt.Sprintf("第 %d 關", order)
		if order == 2 {
			if path, err = s.link(order); err != nil {
				return err
			}
			code, err := nextCode(who.totp) // the current one was used up to sign in
			if err != nil {
				return err
			}
			form.Set("code", code)
			name += "（連結）"
		}
		u, err := who.cost(ctx, path, form)
		if err != nil {
			return err
		}
		table(name, num(float64(u.Requests)), "3", num(u.Read), "4", num(u.Write), "20")
	}
	return nil
}

// link is the action link of ops for a stage.
func (s scene) link(order int) (string, error) {
	token := s.ops.b.deps.Links.Issue(link.Claims{CaseID: s.id, Review: 1, Round: 1, Stage: order, AccountID: s.ops.actor.AccountID,
		Epoch: s.ops.actor.Epoch, Expires: wiring.Now().Add(time.Hour)})
	return "/a/" + token, nil
}

// table prints one line; the first column is wide enough for the names.
func table(first string, cells ...string) {
	pad := 18
	for _, r := range first {
		pad--
		if r > 0x2e80 {
			pad--
		}
	}
	fmt.Print("  ", first, strings.Repeat(" ", max(pad, 1)))
	for _, c := range cells {
		fmt.Printf("%14s", c)
	}
	fmt.Println()
}

func num(f float64) string { return fmt.Sprintf("%.4g", f) }
