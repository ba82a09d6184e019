package onboarding

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Keys of the controls on the decision form.
const (
	FieldAnswer       = "answer"
	FieldOpinion      = "opinion"
	FieldLetterDate   = "letter-date"
	FieldLetterNumber = "letter-number"
	FieldReceived     = "received"
)

// NoteField and NoteText are the keys of the controls of the nth note of a
// 退回, counted from 1 (F3).
func NoteField(n int) string { return fmt.Sprintf("note-field-%d", n) }

// NoteText goes with NoteField.
func NoteText(n int) string { return fmt.Sprintf("note-text-%d", n) }

// What a decision may hold at most, so that its stage stays below three
// kilobytes, and the decision below the write units doc.go of pkg/store counts.
const (
	TextLimit   = 500 // characters of an opinion and the texts of its notes together
	NotesAtMost = 5   // fields that a 退回 points at (F3)

	letterNumberLimit = 60
)

// ballotFaults is checkBallot for a ballot whose review is not loaded yet.
func ballotFaults(d casefile.Dossier, b *Ballot) []fault.Field {
	r, _ := d.Review(b.Review)
	stage, _ := d.Stage(b.Review, b.Round, b.Stage)
	return checkBallot(d, r, stage, b)
}

// checkBallot lists what is missing or wrong, and drops from b what its answer
// or stage does not call for.
func checkBallot(d casefile.Dossier, r casefile.Review, stage casefile.Stage, b *Ballot) []fault.Field {
	var faults []fault.Field
	add := func(key, message string) {
		faults = append(faults, fault.Field{Key: key, Control: key, Message: message})
	}
	if ch, err := r.Chain(); err != nil || !slices.Contains(ch.Answers(), b.Answer) {
		add(FieldAnswer, answersWanted(ch))
	}
	b.Opinion = trimmed(b.Opinion)
	if b.Answer.NeedsOpinion() && b.Answer.Label() != "" && b.Opinion == "" {
		add(FieldOpinion, "選擇「"+b.Answer.Label()+"」時，請填寫審核意見。")
	}
	faults = append(faults, checkNotes(b)...)
	if n := textLength(b); n > TextLimit {
		add(FieldOpinion, fmt.Sprintf("審核意見與欄位意見合計最多 %d 字，目前 %d 字。", TextLimit, n))
	}
	letterNeeded := stage.Letter && b.Answer == chain.Approve
	switch {
	case !letterNeeded:
		b.Official = nil
	case b.Official == nil:
		b.Official = &casefile.Official{}
		fallthrough
	default:
		b.Official.Number = trimmed(b.Official.Number)
		if b.Official.Date.IsZero() {
			add(FieldLetterDate, "請填寫發文日期，格式為 2024-04-01。")
		}
		if b.Official.Number == "" {
			add(FieldLetterNumber, "請填寫發文字號。")
		} else if len([]rune(b.Official.Number)) > letterNumberLimit {
			add(FieldLetterNumber, fmt.Sprintf("發文字號最多 %d 字。", letterNumberLimit))
		}
		faults = append(faults, scanFaults(d.LetterDraft(stage), b)...)
	}
	needsReceipt := LetterOf(d, r) != nil && stage.Party == chain.MODA && b.Answer == chain.Approve
	if needsReceipt && !b.Received {
		add(FieldReceived, "請確認已收到函文。")
	}
	b.Received = needsReceipt && b.Received
	return append(faults, b.found...)
}

// answersWanted asks for one of the answers a chain has.
func answersWanted(c chain.Chain) string {
	var words []string
	for _, a := range c.Answers() {
		words = append(words, a.Label())
	}
	last := max(0, len(words)-1)
	return "請選擇審核結果：" + strings.Join(words[:last], "、") + "或" + strings.Join(words[last:], "") + "。"
}

// checkNotes lists the faults of the notes of a 退回 and drops blank ones, and
// all of them where the answer is another.
func checkNotes(b *Ballot) []fault.Field {
	if b.Answer != chain.Return {
		b.Notes = nil
		return nil
	}
	var faults []fault.Field
	var kept []casefile.FieldNote
	for i, note := range b.Notes {
		note.Text = trimmed(note.Text)
		if note == (casefile.FieldNote{}) {
			continue
		}
		kept = append(kept, note)
		key, message := noteFault(i+1, note)
		if message != "" {
			faults = append(faults, fault.Field{Key: key, Control: key, Message: message})
		}
	}
	b.Notes = kept
	if len(kept) > NotesAtMost {
		faults = append(faults, fault.Field{Key: NoteField(1), Control: NoteField(1), Message: fmt.Sprintf("欄位意見最多 %d 則。", NotesAtMost)})
	}
	return faults
}

// textLength is how many characters a reviewer wrote.
func textLength(b *Ballot) int {
	n := utf8.RuneCountInString(b.Opinion)
	for _, note := range b.Notes {
		n += utf8.RuneCountInString(note.Text)
	}
	return n
}

func noteFault(n int, note casefile.FieldNote) (key, message string) {
	field, known := form.Lookup(form.Key(note.Field))
	switch {
	case note.Field == "":
		return NoteField(n), fmt.Sprintf("請選擇第 %d 則意見要補正的欄位。", n)
	case !known:
		return NoteField(n), fmt.Sprintf("第 %d 則意見的欄位不在申請單上，請重新選擇。", n)
	case note.Text == "":
		return NoteText(n), "請填寫「" + field.Title() + "」需要補正的內容。"
	}
	return "", ""
}

// LetterOf is the authority's letter of the review's current round, or nil.
func LetterOf(d casefile.Dossier, r casefile.Review) *casefile.Official {
	for _, s := range d.Stages {
		if s.Review == r.Seq && s.Round == r.Round && s.Letter && s.Official != nil {
			return s.Official
		}
	}
	return nil
}
