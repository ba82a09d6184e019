package onboarding

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Keys of the controls with which ops maintains the catalogue.
const (
	FieldProvider   = "provider"
	FieldSetName    = "name"
	FieldSubject    = "subject"
	FieldContains   = "contains"
	FieldCategories = "categories"
)

const (
	providerLimit = 60
	setNameLimit  = 60
	containsLimit = 200
	categoryLimit = 20
	categoriesMax = 50
)

// Entry is a data set of the catalogue as ops types it.
type Entry struct {
	ID       string // of the data set; a new one gets the key of the form that made it
	Provider string // name; one that is not there yet is added
	Name     string
	Subject  string
	Contains string
}

// PublishCatalogue replaces the catalogue of data sets by next; before is what
// it replaces, zero for the first.
func (s *Service) PublishCatalogue(ctx context.Context, before Catalogue, next form.Catalogue) error {
	const op = "onboarding.PublishCatalogue"
	if err := next.Validate(); err != nil {
		return &fault.Error{Code: fault.Invalid, Op: op, Err: err}
	}
	c := s.beginAs("catalogue")
	c.putCatalogue("catalogue.publish", before, next)
	return fault.Wrap(op, s.Store.Commit(ctx, c.Tx))
}

// SaveEntry adds a data set to the catalogue or replaces it, for ops. seen is
// the version of the catalogue that was shown; another one is a Conflict. A
// repeat changes nothing.
func (s *Service) SaveEntry(ctx context.Context, a account.Actor, seen int, e Entry) error {
	return fault.Wrap("onboarding.SaveEntry", s.editCatalogue(ctx, a, seen, func(now form.Catalogue) (form.Catalogue, []fault.Field) {
		e.Provider, e.Name, e.Contains = trimmed(e.Provider), trimmed(e.Name), trimmed(e.Contains)
		if faults := e.faults(); len(faults) > 0 {
			return now, faults
		}
		set := form.DataSet{ID: e.ID, Name: e.Name, Subject: form.Subject(e.Subject), Contains: e.Contains}
		if before, _, found := now.Find(e.ID); found {
			set.Retired = before.Retired
		}
		return now.With(form.Provider{ID: "p-" + e.ID, Name: e.Provider}, set), nil
	}))
}

func (e Entry) faults() []fault.Field {
	var faults []fault.Field
	text := func(key, label, value string, most int) {
		switch n := utf8.RuneCountInString(value); {
		case n == 0:
			faults = append(faults, fault.Field{Key: key, Control: key, Message: "請輸入" + label + "。"})
		case n > most:
			faults = append(faults, fault.Field{Key: key, Control: key, Message: fmt.Sprintf("%s最多 %d 字，目前 %d 字。", label, most, n)})
		}
	}
	text(FieldProvider, "資料提供單位", e.Provider, providerLimit)
	text(FieldSetName, "資料集名稱", e.Name, setNameLimit)
	if s := form.Subject(e.Subject); s != form.Person && s != form.Company {
		faults = append(faults, fault.Field{Key: FieldSubject, Control: FieldSubject + "-" + string(form.Person), Message: "請選擇資料對象。"})
	}
	text(FieldContains, "資料內容", e.Contains, containsLimit)
	return faults
}

// RetireEntry takes a data set out of what applications may choose from, or
// puts it back. Papers and services that name it stay as they are.
func (s *Service) RetireEntry(ctx context.Context, a account.Actor, seen int, id string, retired bool) error {
	return fault.Wrap("onboarding.RetireEntry", s.editCatalogue(ctx, a, seen, func(now form.Catalogue) (form.Catalogue, []fault.Field) {
		return now.Retire(id, retired), nil
	}))
}

// SaveCategories replaces the 服務類別, one on each line.
func (s *Service) SaveCategories(ctx context.Context, a account.Actor, seen int, typed string) error {
	return fault.Wrap("onboarding.SaveCategories", s.editCatalogue(ctx, a, seen, func(now form.Catalogue) (form.Catalogue, []fault.Field) {
		var list []string
		message := ""
		for line := range strings.Lines(typed) {
			switch line = trimmed(line); {
			case line == "":
				continue
			case utf8.RuneCountInString(line) > categoryLimit:
				message = fmt.Sprintf("服務類別「%s」超過 %d 字。", line, categoryLimit)
			case slices.Contains(list, line):
				message = "服務類別「" + line + "」重複。"
			}
			list = append(list, line)
		}
		switch n := len(list); {
		case n == 0:
			message = "請輸入至少一個服務類別。"
		case n > categoriesMax:
			message = fmt.Sprintf("服務類別最多 %d 個，目前有 %d 個。", categoriesMax, n)
		}
		if message != "" {
			return now, []fault.Field{{Key: FieldCategories, Control: FieldCategories, Message: message}}
		}
		now.Categories = list
		return now, nil
	}))
}

func (s *Service) editCatalogue(ctx context.Context, a account.Actor, seen int, edit func(form.Catalogue) (form.Catalogue, []fault.Field)) error {
	if err := account.Attempt(a, account.ManageCatalogue); err != nil {
		return err
	}
	before, err := s.Store.Catalogue(ctx)
	if err != nil {
		return err
	}
	next, faults := edit(before.Catalogue)
	if len(faults) > 0 {
		return fault.InvalidFields(faults)
	}
	if reflect.DeepEqual(before.Catalogue, next) {
		return nil
	}
	if before.Version != seen {
		return fault.New(fault.Conflict, "資料集目錄剛才由其他人修改過，請以目前的內容再試一次。")
	}
	c := s.begin(a)
	c.putCatalogue("catalogue.change", before, next)
	return s.Store.Commit(ctx, c.Tx)
}

// putCatalogue replaces the catalogue; the entry says how much it then offers.
func (c *change) putCatalogue(act string, before Catalogue, next form.Catalogue) {
	after := Catalogue{Catalogue: next, Version: before.Version + 1, LogHash: before.LogHash}
	c.seal("catalogue/all", after.Version, &after.LogHash, act, catalogueFacts(before.Catalogue), catalogueFacts(next))
	c.Puts = append(c.Puts, after)
}

func catalogueFacts(list form.Catalogue) facts {
	sets := 0
	active := list.Active()
	for _, p := range active.Providers {
		sets += len(p.DataSets)
	}
	return facts{"providers": strconv.Itoa(len(active.Providers)), "sets": strconv.Itoa(sets), "categories": strconv.Itoa(len(list.Categories))}
}
