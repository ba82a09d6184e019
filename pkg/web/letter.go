package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/upload"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// letterFields ask for the authority's letter, which only 同意 needs (C4).
func (d decision) letterFields() []kit.Field {
	scan := d.LetterDraft(d.stage).Scan
	list := []kit.Field{
		{Kind: kit.Date, ID: onboarding.FieldLetterDate, Label: "發文日期", Value: d.typed.Get(onboarding.FieldLetterDate)},
		{Kind: kit.Text, ID: onboarding.FieldLetterNumber, Label: "發文字號", Value: d.typed.Get(onboarding.FieldLetterNumber),
			Example: "銀局（控）字第 11301234567 號", Autocomplete: "off", Width: kit.Medium},
	}
	file := kit.Field{Kind: kit.File, ID: onboarding.FieldLetterScan, Label: upload.Letter.Label(), Optional: true, Upload: uploadOf(scan.File(), ""),
		Hints: []string{"可以上傳：" + upload.Letter.Formats() + "。已填寫的內容會保留。"}}
	if d.link {
		file.Kind, file.Upload, file.Value = kit.Fixed, nil, "要附上掃描檔時，請登入後臺審核。"
		if scan.State.Usable() {
			file.Value = scan.Name
		}
		file.Hints = nil
	}
	return append(list, file)
}

// prepared is what stood in the decision form when its author went to hand in
// the letter's scan, as if it were typed again.
func prepared(p paper, stage casefile.Stage) url.Values {
	typed := url.Values{}
	for control, text := range p.LetterDraft(stage).Typed {
		typed.Set(control, text)
	}
	if len(typed) > 0 && typed.Get(onboarding.FieldAnswer) == "" {
		typed.Set(onboarding.FieldAnswer, string(chain.Approve)) // the answer that asks for the scan
	}
	return typed
}

// letterBody is the letter of the newest round; nothing where there is none.
func (p paper) letterBody() []kit.Summary {
	var list []kit.Summary
	for _, s := range p.Stages {
		if s.Review != p.review.Seq || s.Round != p.review.Round || s.Official == nil {
			continue
		}
		rows := []kit.SummaryRow{
			{Label: "發文日期", Answer: kit.Answer{Text: s.Official.Date.String()}},
			{Label: "發文字號", Answer: kit.Answer{Text: s.Official.Number}},
		}
		if s.Official.Scan != nil {
			rows = append(rows, kit.SummaryRow{Label: upload.Letter.Label(), Answer: kit.Answer{Upload: uploadOf(*s.Official.Scan, scanPath(s))}})
		}
		list = append(list, kit.Summary{Title: "主管機關公文", Rows: rows})
	}
	return list
}

// scanPath is where the scan of a decided stage is fetched.
func scanPath(s casefile.Stage) string { return "/cases/" + s.Number + "/files/" + s.Official.Scan.ID }

// toLetterScan leads from the decision form to the page of the letter's scan;
// what was typed is there again on the way back.
func (s *Server) toLetterScan(w http.ResponseWriter, r *http.Request, v *visit, p paper) error {
	typed := map[string]string{}
	for _, name := range decisionNames() {
		if text := r.PostForm.Get(name); text != "" && !slices.Contains([]string{kit.FormKey, reviewName, roundName, stageName, versionSeen, onboarding.FieldLetterScan}, name) {
			typed[name] = text
		}
	}
	id, err := s.Portal.OpenLetterScan(r.Context(), v.actor, v.caseID, typed)
	if fault.Is(err, fault.Invalid) {
		return s.showCase(w, r, v, p, http.StatusUnprocessableEntity, r.PostForm, fault.FieldsOf(err))
	}
	if err != nil {
		return err
	}
	return s.redirect(w, r, "", p.path(), "letter", id)
}

// letterUploads are the use cases of a letter's scan, for the authority's people.
func (s *Server) letterUploads(r *http.Request, v *visit) uploads {
	path := "/cases/" + r.PathValue("number")
	return uploads{path: path + "/letter", frame: s.frame,
		clean: "檔案已經可以隨公文登錄。請回到申請單，完成審核後送出。", kept: "檔案已隨公文登錄，不能更換。",
		get: func(ctx context.Context, id string) (upload.Upload, error) {
			return s.Portal.LetterScan(ctx, v.actor, v.caseID, id)
		},
		start: func(ctx context.Context, _ upload.Upload) (upload.Upload, error) {
			return s.Portal.ReplaceLetterScan(ctx, v.actor, v.caseID)
		},
		remove: func(ctx context.Context, id string) error {
			return s.Portal.RemoveLetterScan(ctx, v.actor, v.caseID, id)
		},
		trail: func(upload.Place) []kit.Link {
			return []kit.Link{{Text: casesTitle(v.actor.Role), Href: "/cases"}, {Text: "申請單 " + r.PathValue("number"), Href: path + "#decide"}}
		},
	}
}

func onLetter(handle uploadHandler) handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit) error {
		if v.caseID == "" {
			return fault.New(fault.NotFound, "")
		}
		return handle(s, w, r, v, s.letterUploads(r, v))
	}
}
