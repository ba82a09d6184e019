package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// fieldCost says what a change of a field costs (F5), for its hint; empty where
// the sheet changes nothing that is in force.
func (sh *sheet) fieldCost(f form.Field) string {
	kind := sh.Draft.Asks()
	if !kind.Change() || f.Way == form.NoWay {
		return ""
	}
	cost := f.Way.Label()
	switch {
	case kind == casefile.AmendKind:
		cost = "審核通過後繼續測試"
	case kind.Paper() == form.PilotChange && kind != casefile.DirectKind && f.Way != form.Test:
		cost = "審核通過後繼續試辦"
	}
	if f.Official {
		cost += "，須主管機關發文"
	}
	return "異動：" + cost + "。"
}

// costed puts what each change costs beside the controls of fields.
func (sh *sheet) costed(list []kit.Field, fields []form.Field) []kit.Field {
	for i := range list {
		for _, f := range fields {
			if cost := sh.fieldCost(f); cost != "" && list[i].ID == string(f.Key) {
				list[i].Hints = append(list[i].Hints, cost)
			}
		}
		sh.costed(list[i].Fields, fields)
		for o := range list[i].Options {
			sh.costed(list[i].Options[o].Then, fields)
		}
	}
	return list
}

// cost is what the changes so far come to: the way they take together, and who
// reviews them (F5). It is zero for what changes nothing that is in force.
func (sh *sheet) cost(now form.Values) kit.Notice {
	kind := sh.Draft.Asks()
	if !kind.Change() {
		return kit.Notice{}
	}
	changes := form.Diff(sh.Draft.InForce, now)
	if len(changes) == 0 {
		return kit.Notice{Title: "還沒有異動", Lines: []string{"修改後，這裡會說明整份異動要走的流程與通常需要的時間。"}}
	}
	var titles []string
	for _, c := range changes {
		titles = append(titles, c.Field.Title())
	}
	lines := []string{"異動項目：" + strings.Join(titles, "、") + "。", sh.wayWords(changes.Way())}
	if kind != casefile.AmendKind && changes.Way() == form.Test && now.Date(form.TestStart).IsZero() {
		lines = append(lines, "重新測試需要測試日期，請在「期間」填寫。")
	}
	if c, err := chain.For(changes.Chain(), sh.Organisation.AuthorityID != ""); err == nil {
		var stages []string
		usual, total := sh.usual(c), 0
		for i, step := range c.Stages() {
			title := step.Title(sh.Organisation.AuthorityName)
			if usual[i] > 0 {
				title += fmt.Sprintf("（通常 %d 天內）", usual[i])
				total += usual[i]
			}
			stages = append(stages, title)
		}
		lines = append(lines, "審核流程："+strings.Join(stages, " → ")+"。")
		if total > 0 {
			lines = append(lines, fmt.Sprintf("這次審核合計通常 %d 天內。", total))
		}
	}
	return kit.Notice{Title: "整份異動的流程", Lines: lines}
}

// autosaved answers an autosave of a part: what is stored now and, of a change,
// what it comes to (F5).
func (sh *sheet) autosaved(w http.ResponseWriter, p part, now form.Values) error {
	w.Header().Set(seenHeader, sh.seen(p.fields))
	cost := sh.cost(now)
	if cost.Title == "" {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	body, err := json.Marshal(map[string]any{"title": cost.Title, "lines": cost.Lines})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	_, err = w.Write(body)
	return err
}

// wayWords says what follows once the changes are approved (D4, D6, D8).
func (sh *sheet) wayWords(w form.Way) string {
	kind := sh.Draft.Asks()
	switch {
	case kind == casefile.AmendKind:
		return "審核通過後即修改，測試繼續進行。"
	case w == form.Test:
		return "回測試：審核通過後須至測試區重新測試、繳交測試檢核表申請上線，再經試辦與試辦報告後生效。在那之前服務照現行資料提供。"
	case kind != casefile.DirectKind:
		return "審核通過後即修改，試辦繼續進行。"
	case w == form.Pilot:
		return "回試辦：審核通過後須以新的資料試辦、繳交試辦報告，審核通過後生效。在那之前服務照現行資料提供。"
	}
	return "審核通過即修改資料。"
}

// changeDrop begins the change of a service anew, from what is in force.
func (s *Server) changeDrop(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r); err != nil {
		return err
	}
	if err := s.Portal.DropPaper(r.Context(), v.actor, casefile.AmendKind, r.PathValue("id")); err != nil {
		return err
	}
	return s.redirect(w, r, "已捨棄尚未送出的修改。", "/services", r.PathValue("id"))
}
