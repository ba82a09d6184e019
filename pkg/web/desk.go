package web

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// sheet is an application on its applicant's desk: a draft, a returned case that
// is being corrected, or the first application of a sign-up. All have the same
// pages, under different paths.
type sheet struct {
	onboarding.Desk
	context form.Context // what the form's checks have to know
	title   string       // of its task list
	number  string       // of the returned case; "" for a draft
	path    string       // of its task list; sections and preview lie below
	trail   []kit.Link   // to its task list
	before  form.Values  // of a correction: what was sent back
	notes   []casefile.FieldNote
	opinion string           // of the reviewer who sent it back
	service service.Service  // it asks something for; zero for any other paper
	sent    string           // number of the case it has become; "" while it can be edited
	act     string           // what sending it is called
	person  *casefile.Person // who applies, where it is not the visitor
	first   string           // what comes before the chain
	save    func(context.Context, account.Actor, onboarding.Draft, form.Parsed) (onboarding.Draft, error)
	send    func(context.Context, account.Actor) (number string, err error) // no number: the answer is at /signup/done
	reload  func() (*sheet, error)
	uploads uploads                 // of its files
	usual   func(chain.Chain) []int // days that each stage usually takes: see Usual
}

type (
	handler      func(*Server, http.ResponseWriter, *http.Request, *visit) error
	sheetHandler func(*Server, http.ResponseWriter, *http.Request, *visit, *sheet) error
	sheetLoader  func(*Server, *http.Request, *visit) (*sheet, error)
)

// onDesk is the handler of a page of a sheet. One that was sent is shown as the
// case it has become.
func onDesk(load sheetLoader, handle sheetHandler) handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit) error {
		sh, err := load.open(s, r, v)
		if err != nil {
			return err
		}
		if sh.sent != "" && safe(r.Method) {
			return s.redirect(w, r, v.flash, "/cases", sh.sent)
		}
		return handle(s, w, r, v, sh)
	}
}

func (load sheetLoader) open(s *Server, r *http.Request, v *visit) (*sheet, error) {
	sh, err := load(s, r, v)
	if err != nil {
		return nil, err
	}
	sh.context = s.Portal.FormContext(sh.Desk)
	if sh.save == nil {
		sh.save = func(ctx context.Context, a account.Actor, d onboarding.Draft, typed form.Parsed) (onboarding.Draft, error) {
			return s.Portal.SaveDraft(ctx, a, d, typed, d.Version)
		}
	}
	sh.usual = func(c chain.Chain) []int { return s.Portal.Usual(r.Context(), c, sh.Organisation.AuthorityID) }
	sh.reload = func() (*sheet, error) { return load.open(s, r, v) }
	return sh, nil
}

// draftSheet is the draft that the path names.
func draftSheet(s *Server, r *http.Request, v *visit) (*sheet, error) {
	desk, err := s.Portal.Desk(r.Context(), v.actor, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	id := desk.Draft.ID
	return &sheet{Desk: desk, uploads: s.uploadsOf(v), title: paperTitle(desk.Draft.Asks()), path: "/drafts/" + id, sent: desk.Draft.Number, act: "送出",
		trail: append(listTrail(desk.Draft.Asks()), kit.Link{Text: "草稿", Href: "/drafts"}), before: desk.Draft.InForce,
		send: func(ctx context.Context, a account.Actor) (string, error) { return s.Portal.Submit(ctx, a, id) },
	}, nil
}

// draftTrail leads to the task list of a service's draft, the only one that
// files are handed in to.
func draftTrail(id string) []kit.Link {
	return []kit.Link{{Text: "線上服務列表", Href: "/services"}, {Text: "草稿", Href: "/drafts"}, {Text: paperTitle(casefile.TestKind), Href: "/drafts/" + id}}
}

// draftLink leads to where a draft is filled in.
func draftLink(d onboarding.Draft) kit.Link {
	if d.Corrects() {
		return correctionBy(d.Kind).link(d.Number)
	}
	if _, link, ok := paperLink(d.ID); ok {
		return link
	}
	return kit.Link{Text: paperTitle(d.Asks()), Href: "/drafts/" + d.ID}
}

// draftName is what a draft is called in lists: by what it is about and, where its
// form does not name that, what it asks for besides.
func draftName(d onboarding.Draft) string {
	asks := servicePapers[d.Kind].title
	if d.Values.Title() == "" && d.Service != "" && asks != "" {
		return d.Service + "：" + asks
	}
	return cmp.Or(d.Values.Title(), d.Service, asks, "（尚未命名）")
}

// fields are those of a section, or of all where it is empty, for the data sets
// of some values. Only an application for something new may name more of them.
func (sh *sheet) fields(section form.Section, v form.Values) []form.Field {
	kind := sh.Draft.Asks()
	fields := form.On(kind.Paper())
	if section != "" {
		fields = form.In(kind.Paper(), section)
	}
	if fields = form.For(fields, v); !kind.Fresh() {
		fields = form.Fixed(fields)
	}
	return fields
}

// above is a trail without its end, the page itself.
func above(trail []kit.Link) []kit.Link { return trail[:len(trail)-1] }

// sheetFrame is the layout of a page of the sheet; title is "" for its task list.
func (s *Server) sheetFrame(v *visit, sh *sheet, title string) kit.Page {
	trail := sh.trail
	if title == "" {
		title = sh.title
	} else {
		trail = append(trail[:len(trail):len(trail)], kit.Link{Text: sh.title, Href: sh.path})
	}
	p := s.frame(v, title, trail...)
	if sh.person != nil {
		p.Trail = trail // nobody is signed in
	}
	p.Caption = sh.number
	if sh.number == "" {
		p.Caption = sh.Draft.Values.Title()
	}
	switch sh.Draft.Asks() {
	case casefile.TestKind, casefile.AmendKind, casefile.ExtendKind:
		p.Area = kit.TestArea
	case casefile.GoLiveKind, casefile.ReportKind, casefile.AlterKind, casefile.DirectKind:
		p.Area = kit.ProductionArea
	}
	return p
}

// about is who applies, which the form does not ask (figs. 7, 8).
func (sh *sheet) about(v *visit) []kit.SummaryRow {
	if sh.person != nil {
		return basics(sh.Organisation.Name, *sh.person)
	}
	return basics(sh.Organisation.Name, casefile.Person{Name: v.actor.Name, Phone: v.actor.Phone, Mail: v.actor.Mail, Login: v.actor.Login})
}

// ahead is 審核流程說明: the chain the application will run (B2).
func (sh *sheet) ahead() ([]kit.Stage, error) {
	way := sh.Draft.Asks().Chain()
	if sh.Draft.Asks().Change() {
		way = form.Diff(sh.Draft.InForce, sh.Draft.Values).Chain()
	}
	c, err := chain.For(way, sh.Organisation.AuthorityID != "")
	if err != nil {
		return nil, err
	}
	var stages []kit.Stage
	if sh.first != "" {
		stages = append(stages, kit.Stage{Title: sh.first, State: kit.NotStarted})
	}
	for _, step := range c.Stages() {
		stages = append(stages, kit.Stage{Title: step.Title(sh.Organisation.AuthorityName), State: kit.NotStarted})
	}
	return stages, nil
}

// changes are those of a correction since the form was sent back.
func (sh *sheet) changes(now form.Values) form.Changes {
	if sh.before == nil {
		return nil
	}
	return form.Diff(sh.before, now)
}

// seen is a digest of the stored answers to fields. A page carries it, so that
// a post tells whether somebody else has changed these answers since.
func (sh *sheet) seen(fields []form.Field) string {
	stored := form.Values{}
	for _, f := range fields {
		if f.Kind == form.FileField {
			continue // it is not part of the page's form, and the scan may change it meanwhile
		}
		stored.Set(f.Key, sh.Draft.Values.List(f.Key)...)
	}
	text, err := json.Marshal(stored)
	if err != nil {
		return "" // a map of texts does not fail to marshal
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// closed refuses to change what has been sent.
func (sh *sheet) closed() error {
	return fault.New(fault.Conflict, "這份申請單已經送出，單號為 "+sh.sent+"，不能再修改。")
}
