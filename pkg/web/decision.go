package web

import (
	"fmt"
	"net/url"
	"strconv"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// Names of the hidden values that say what a decision is about: review, round
// and stage, and the version of the stage that was on the screen (C9).
const (
	reviewName  = "review"
	roundName   = "round"
	stageName   = "stage"
	versionSeen = "seen"
)

// decisionNames is every name the decision form sends.
func decisionNames() []string {
	names := []string{kit.FormKey, reviewName, roundName, stageName, versionSeen, onboarding.FieldAnswer, onboarding.FieldOpinion,
		onboarding.FieldLetterDate, onboarding.FieldLetterNumber, onboarding.FieldLetterScan, onboarding.FieldReceived, onboarding.FieldConfirm, onboarding.FieldJoin, onboarding.FieldJoinID,
		onboarding.FieldOrganisation, onboarding.FieldShortName, onboarding.FieldKind, onboarding.FieldPrivate, onboarding.FieldSector, onboarding.FieldAuthority}
	for n := range onboarding.NotesAtMost {
		names = append(names, onboarding.NoteField(n+1), onboarding.NoteText(n+1))
	}
	return names
}

// formKeyLimit is above the length of our own keys.
const formKeyLimit = 64

// ballotOf reads a decision form; what its controls hold is for the use case to
// judge.
func ballotOf(caseID string, typed url.Values) (onboarding.Ballot, error) {
	b := onboarding.Ballot{CaseID: caseID}
	for name, to := range map[string]*int{reviewName: &b.Review, roundName: &b.Round, stageName: &b.Stage, versionSeen: &b.Seen} {
		n, err := strconv.Atoi(typed.Get(name))
		if err != nil {
			return b, fault.New(fault.Invalid, "送出的內容不完整，請重新開啟申請單再審核。")
		}
		*to = n
	}
	b.FormKey = typed.Get(kit.FormKey)
	if utf8.RuneCountInString(b.FormKey) > formKeyLimit {
		return b, fault.New(fault.Invalid, "送出的內容不完整，請重新開啟申請單再審核。")
	}
	b.Answer = chain.Answer(typed.Get(onboarding.FieldAnswer))
	b.Opinion = typed.Get(onboarding.FieldOpinion)
	b.Received = typed.Get(onboarding.FieldReceived) != ""
	b.Scan = typed.Get(onboarding.FieldLetterScan)
	letter := casefile.Official{Number: typed.Get(onboarding.FieldLetterNumber)}
	if day, err := calendar.ParseDate(typed.Get(onboarding.FieldLetterDate)); err == nil {
		letter.Date = day
	}
	b.Official = &letter
	b.Confirming = onboarding.Confirming{How: typed.Get(onboarding.FieldConfirm), Join: typed.Get(onboarding.FieldJoin), JoinID: typed.Get(onboarding.FieldJoinID),
		Name: typed.Get(onboarding.FieldOrganisation), ShortName: typed.Get(onboarding.FieldShortName), Kind: typed.Get(onboarding.FieldKind),
		Private: typed.Get(onboarding.FieldPrivate), Sector: typed.Get(onboarding.FieldSector), AuthorityID: typed.Get(onboarding.FieldAuthority)}
	for n := range onboarding.NotesAtMost {
		b.Notes = append(b.Notes, casefile.FieldNote{Field: typed.Get(onboarding.NoteField(n + 1)), Text: typed.Get(onboarding.NoteText(n + 1))})
	}
	return b, nil
}

// decision is the question a stage puts to its party, with what was typed in
// answer so far.
type decision struct {
	paper
	stage casefile.Stage
	typed url.Values
	house house        // of a sign-up: what ops has to know of the organisation
	link  bool         // asked by an action link, which hands in no file
	asked []form.Field // what a 退回 can point at
}

func (d decision) hidden() []kit.Hidden {
	list := append(spotHidden(d.stage), kit.Hidden{Name: versionSeen, Value: strconv.Itoa(d.stage.Shown())})
	if scan := d.LetterDraft(d.stage).Scan; scan.ID != "" {
		list = append(list, kit.Hidden{Name: onboarding.FieldLetterScan, Value: scan.ID})
	}
	return list
}

// fields are the controls of fig. 69 and what the stage asks for besides (C4).
func (d decision) fields() []kit.Field {
	answer := kit.Field{Kind: kit.Radios, ID: onboarding.FieldAnswer, Label: "審核"}
	for _, a := range d.chain.Answers() {
		answer.Options = append(answer.Options, kit.Option{Value: string(a), Label: a.Label(), Hint: d.consequence(a),
			Chosen: d.typed.Get(onboarding.FieldAnswer) == string(a), Then: d.besides(a)})
	}
	return []kit.Field{answer, {Kind: kit.TextArea, ID: onboarding.FieldOpinion, Label: "審核意見", Lines: 5,
		Value: d.typed.Get(onboarding.FieldOpinion), Hints: []string{d.opinionHint()}}}
}

// opinionHint says when an opinion is needed.
func (d decision) opinionHint() string {
	if d.review.Kind.Account() {
		return fmt.Sprintf("選擇「不同意」時必填，最多 %d 字。申請人看得到審核意見。", onboarding.TextLimit)
	}
	return fmt.Sprintf("選擇「不同意」或「退回」時必填，與各欄位的意見合計最多 %d 字。申請人看得到審核意見。", onboarding.TextLimit)
}

// besides is what only one answer asks for.
func (d decision) besides(a chain.Answer) []kit.Field {
	switch {
	case a == chain.Return:
		return []kit.Field{d.notesField()}
	case a == chain.Approve && d.review.Kind.SignUp():
		return d.house.fields(d)
	case a == chain.Approve && d.stage.Letter:
		return d.letterFields()
	case a == chain.Approve && d.stage.Party == chain.MODA:
		if letter := onboarding.LetterOf(d.Dossier, d.review); letter != nil {
			return []kit.Field{{Kind: kit.Checkboxes, ID: onboarding.FieldReceived, Label: "函文",
				Hints:   []string{"發文日期 " + letter.Date.String() + "，發文字號 " + letter.Number},
				Options: []kit.Option{{Value: form.Yes, Label: "已收到函文", Chosen: d.typed.Get(onboarding.FieldReceived) != ""}}}}
		}
	}
	return nil
}

// notesField takes a few notes at fields of the form (F3).
func (d decision) notesField() kit.Field {
	group := kit.Field{Kind: kit.Group, ID: "notes", Label: "需要補正的欄位", Optional: true,
		Hints: []string{"可以分別指出欄位與原因，申請人補正時會在欄位旁看到。"}}
	for n := 1; n <= onboarding.NotesAtMost; n++ {
		at := d.typed.Get(onboarding.NoteField(n))
		field := kit.Field{Kind: kit.Select, ID: onboarding.NoteField(n), Label: fmt.Sprintf("第 %d 個欄位", n), Width: kit.Medium,
			Options: []kit.Option{{Label: "請選擇"}}}
		for _, f := range d.asked {
			field.Options = append(field.Options, kit.Option{Value: string(f.Key), Label: f.Title(), Chosen: at == string(f.Key)})
		}
		group.Fields = append(group.Fields, field, kit.Field{Kind: kit.TextArea, ID: onboarding.NoteText(n), Label: fmt.Sprintf("第 %d 個欄位的意見", n),
			Lines: 2, Value: d.typed.Get(onboarding.NoteText(n))})
	}
	return group
}

// consequence says what an answer leads to.
func (d decision) consequence(a chain.Answer) string {
	step, err := d.chain.Next(d.stage.Order, a)
	switch {
	case err != nil:
		return ""
	case !step.Concluded():
		return "送往下一關「" + d.titleOf(step.Stage) + "」審核。"
	case d.review.Kind.Account():
		return accountConsequence(d.review.Kind, step.Outcome)
	case step.Outcome == chain.Approved:
		return approval(d.review.Kind)
	case step.Outcome == chain.Returned:
		return "請申請人補正。以同一單號重新送出後，從第一關「" + d.titleOf(1) + "」重新審核。"
	}
	return "結束這次申請，申請單成為「審核未通過」。"
}
