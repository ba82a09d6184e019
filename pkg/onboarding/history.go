package onboarding

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// Keys of the controls of a search of the history (F8).
const (
	FieldObject = "object"
	FieldActor  = "actor"
	FieldDay    = "day"
)

// Asked is a search of the history as somebody typed it. Without object and
// actor it is for a day.
type Asked struct {
	Object string // case number, or an object as the history names it
	Login  string // of the actor
	Day    calendar.Date
}

var (
	numberAsked = regexp.MustCompile(`^[A-D][0-9]{10,11}(-[0-9]{1,5})?$`)
	objectAsked = regexp.MustCompile(`^[a-z-]{3,20}(/[a-z0-9]{1,64}){1,5}$`)
)

// FindHistory turns what was typed into a search, and the part of a list that
// the actor may see of it: ops and moda everything, an authority its remit and,
// of a whole day, what its own people did. What does not exist, or not for these
// eyes, is Invalid at its control.
func (s *Service) FindHistory(ctx context.Context, a account.Actor, asked Asked) (search Search, party string, err error) {
	const op = "onboarding.FindHistory"
	if err := account.Attempt(a, account.ReadAudit); err != nil {
		return search, "", fault.Wrap(op, err)
	}
	search.Day = asked.Day
	object, login := trimmed(asked.Object), strings.ToLower(trimmed(asked.Login))
	switch {
	case object != "" && login != "":
		return search, "", fault.Wrap(op, invalidAt(FieldActor, "對象與操作者請擇一查詢。"))
	case object != "":
		search.Object, err = s.objectAsked(ctx, a, object)
		err = orNotFoundAt(err, FieldObject, "找不到這個單號或對象。")
	case login != "":
		search.ActorID, err = s.actorAsked(ctx, a, login)
		err = orNotFoundAt(err, FieldActor, "找不到這個帳號。")
	case asked.Day.IsZero():
		err = invalidAt(FieldDay, "請輸入單號或對象、操作者帳號，或日期。")
	case !a.Oversees():
		party = a.OrganisationID
	}
	return search, party, fault.Wrap(op, err)
}

func invalidAt(control, message string) error {
	return fault.InvalidFields([]fault.Field{{Key: control, Control: control, Message: message}})
}

func orNotFoundAt(err error, control, message string) error {
	if fault.Is(err, fault.NotFound) {
		return invalidAt(control, message)
	}
	return err
}

// objectAsked is the object's name in the history, if a may read about it.
func (s *Service) objectAsked(ctx context.Context, a account.Actor, typed string) (string, error) {
	if numberAsked.MatchString(strings.ToUpper(typed)) {
		id, err := s.Store.Claimed(ctx, NumberClaim, strings.ToUpper(typed))
		if err != nil {
			return "", err
		}
		typed = "case/" + id
	}
	if !objectAsked.MatchString(typed) {
		return "", fault.New(fault.NotFound, "")
	}
	if a.Oversees() {
		return typed, nil
	}
	owner, err := s.ownerOf(ctx, typed)
	if err != nil {
		return "", err
	}
	return typed, account.May(a, account.ReadAudit, owner)
}

// ownerOf is whose an object is, for those who may not see everything; of what
// has no owner they may see nothing.
func (s *Service) ownerOf(ctx context.Context, object string) (account.Object, error) {
	kind, rest, _ := strings.Cut(object, "/")
	id, _, _ := strings.Cut(rest, "/")
	switch kind {
	case "case", "review", "desk", "note", "unsent":
		d, err := s.Store.Dossier(ctx, id)
		return caseObject(d.Case), err
	case "service":
		sv, _, err := s.Store.Service(ctx, id)
		return serviceObject(sv), err
	case "account":
		return s.ownerOfAccount(ctx, id)
	}
	return account.Object{}, fault.New(fault.NotFound, "")
}

func serviceObject(sv service.Service) account.Object {
	return account.Object{OrganisationID: sv.OrganisationID, AuthorityID: sv.AuthorityID}
}

func caseObject(c casefile.Case) account.Object {
	return account.Object{OrganisationID: c.OrganisationID, AuthorityID: c.AuthorityID}
}

func (s *Service) ownerOfAccount(ctx context.Context, id string) (account.Object, error) {
	who, err := s.Store.Account(ctx, id)
	if err != nil {
		return account.Object{}, err
	}
	org, err := s.Store.Organisation(ctx, who.OrganisationID)
	return account.Object{OrganisationID: org.ID, AuthorityID: org.AuthorityID}, err
}

func (s *Service) actorAsked(ctx context.Context, a account.Actor, login string) (string, error) {
	id, err := s.Store.Claimed(ctx, LoginClaim, login)
	if err != nil || a.Oversees() {
		return id, err
	}
	owner, err := s.ownerOfAccount(ctx, id)
	if err != nil {
		return "", err
	}
	return id, account.May(a, account.ReadAudit, owner)
}

const (
	exportedAtMost = 2000 // entries in one file
	exportedAtOnce = 100
)

// ExportHistory collects what a search finds into one file's worth. Of an
// object it has the whole chains, which can be verified.
func (s *Service) ExportHistory(ctx context.Context, search Search, party string) (x audit.Export, err error) {
	x = audit.Export{Made: s.Now().UTC(), Asked: askedFor(search)}
	x.Entries, x.More, err = collect(party, func(p Page) ([]audit.Entry, string, error) { return s.Store.Acts(ctx, search, p) })
	if search.Object != "" && search.Day.IsZero() && !x.More {
		x.Histories, x.Entries = chains(x.Entries), nil
	}
	return x, fault.Wrap("onboarding.ExportHistory", err)
}

// ExportRefusals is ExportHistory for attempts that came to nothing.
func (s *Service) ExportRefusals(ctx context.Context, search Search, party string) (x audit.Export, err error) {
	x = audit.Export{Made: s.Now().UTC(), Asked: "refused " + askedFor(search)}
	x.Refusals, x.More, err = collect(party, func(p Page) ([]audit.Refusal, string, error) { return s.Store.Refusals(ctx, search, p) })
	return x, fault.Wrap("onboarding.ExportRefusals", err)
}

// collect reads a list page by page, as far as one file goes.
func collect[R any](party string, read func(Page) ([]R, string, error)) (rows []R, more bool, err error) {
	page := Page{Limit: exportedAtOnce, Party: party}
	for len(rows) < exportedAtMost {
		list, next, err := read(page)
		if err != nil {
			return nil, false, err
		}
		rows = append(rows, list...)
		if page.After = next; next == "" {
			return rows, false, nil
		}
	}
	return rows, true, nil
}

// chains sorts entries into the histories of their objects.
func chains(entries []audit.Entry) []audit.History {
	byObject := map[string]audit.History{}
	for _, e := range entries {
		h := byObject[e.Object]
		h.Object, h.Entries = e.Object, append(h.Entries, e)
		if e.Seq > h.Head.Seq {
			h.Head = audit.Head{Seq: e.Seq, Hash: e.Hash}
		}
		byObject[e.Object] = h
	}
	var list []audit.History
	for _, object := range slices.Sorted(maps.Keys(byObject)) {
		h := byObject[object]
		slices.SortFunc(h.Entries, func(a, b audit.Entry) int { return a.Seq - b.Seq })
		list = append(list, h)
	}
	return list
}

func askedFor(search Search) string {
	var parts []string
	if search.Object != "" {
		parts = append(parts, search.Object)
	}
	if search.ActorID != "" {
		parts = append(parts, "actor/"+search.ActorID)
	}
	if !search.Day.IsZero() {
		parts = append(parts, "day/"+search.Day.String())
	}
	return strings.Join(parts, " ")
}
