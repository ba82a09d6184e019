package onboarding

import (
	"context"
	"fmt"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// FieldRemark is the key of the control for an internal note.
const FieldRemark = "remark"

const (
	remarkLimit   = 1000 // characters of one note
	remarksAtMost = 50   // notes of one party about one case
)

// WriteNote adds an internal note about a case, for the eyes of the actor's party
// alone (F7). The same form sent twice makes one note.
func (s *Service) WriteNote(ctx context.Context, a account.Actor, caseID, text, formKey string) error {
	const op = "onboarding.WriteNote"
	d, err := s.Store.Dossier(ctx, caseID)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if err := account.May(a, account.WriteNote, caseObject(d.Case)); err != nil {
		return fault.Wrap(op, err)
	}
	text = trimmed(text)
	switch {
	case text == "":
		return fault.Wrap(op, invalidAt(FieldRemark, "請輸入內部註記。"))
	case len([]rune(text)) > remarkLimit:
		return fault.Wrap(op, invalidAt(FieldRemark, fmt.Sprintf("內部註記最多 %d 字。", remarkLimit)))
	case len(d.NotesFor(a.OrganisationID)) >= remarksAtMost:
		return fault.Wrap(op, invalidAt(FieldRemark, fmt.Sprintf("一份申請單最多 %d 則內部註記。", remarksAtMost)))
	}
	c := s.begin(a)
	n := casefile.Note{CaseID: caseID, ID: eventID("note", caseID, a.AccountID, formKey), PartyID: a.OrganisationID,
		AuthorID: a.AccountID, Author: a.Name, Text: text, Written: c.now, Version: 1}
	c.seal("note/"+caseID+"/"+n.ID, 1, &n.LogHash, "note.write", nil, facts{"party": n.PartyID})
	c.Puts = append(c.Puts, n)
	if err = s.Store.Commit(ctx, c.Tx); fault.Is(err, fault.Conflict) && s.noted(ctx, n) {
		return nil
	}
	return fault.Wrap(op, err)
}

// noted reports whether a note has been written meanwhile.
func (s *Service) noted(ctx context.Context, n casefile.Note) bool {
	d, err := s.Store.Dossier(ctx, n.CaseID)
	return err == nil && slices.ContainsFunc(d.NotesFor(n.PartyID), func(known casefile.Note) bool { return known.ID == n.ID })
}
