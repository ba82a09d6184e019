package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/policy"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

const policiesPath = "/policies"

var policiesLink = kit.Link{Text: "條款與政策版本", Href: policiesPath}

// policiesPage is templates/page/policies.html: every version of the terms of
// service and the privacy policy, for ops, who replaces them (A1).
type policiesPage struct {
	kit.Page
	Links []kit.Link
	Table kit.Table
}

func (s *Server) policies(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, err := s.Portal.Policies(r.Context())
	if err != nil {
		return err
	}
	page := policiesPage{Page: s.frame(v, policiesLink.Text, environmentLink), Links: []kit.Link{{Text: "發布新版本", Href: policiesPath + "/new"}},
		Table: kit.Table{ID: "versions", Caption: "版本", Columns: []kit.Column{{Label: "版本", Header: true}, {Label: "發布時間"}, {Label: "狀態"}}}}
	for i, p := range list {
		published, state := "系統內建", "已被取代"
		if !p.Published.IsZero() {
			published = calendar.Minute(p.Published)
		}
		if i == 0 {
			state = "適用中"
		}
		page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{
			{Links: []kit.Link{{Text: p.Version, Href: policiesPath + "/" + p.Version}}, Whole: true}, {Text: published, Whole: true}, {Text: state}}})
	}
	return s.kit.Page(w, r, http.StatusOK, "policies", &page)
}

// policyVersionPage is templates/page/policy_version.html: one version as it is
// read and, before it is published, the question whether it is meant.
type policyVersionPage struct {
	kit.Page
	Where   string
	Parts   []policy.Part
	Confirm *kit.Confirm
}

func (s *Server) policyVersion(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, err := s.Portal.Policies(r.Context())
	if err != nil {
		return err
	}
	for _, p := range list {
		if p.Version == r.PathValue("version") {
			page := policyVersionPage{Page: s.frame(v, "服務條款與隱私權保護政策", environmentLink, policiesLink), Where: p.Version + " 版", Parts: p.Parts()}
			return s.kit.Page(w, r, http.StatusOK, "policy_version", &page)
		}
	}
	return fault.New(fault.NotFound, "")
}

// policyNewPage is templates/page/policy_new.html: the editor, which begins with
// the text in force.
type policyNewPage struct {
	kit.Page
	Form kit.Form
}

// replacesName is the hidden version that the new one is to replace.
const replacesName = "replaces"

func (s *Server) newPolicyEditor(v *visit, replaces, text string) *policyNewPage {
	return &policyNewPage{Page: s.frame(v, "發布新版本", environmentLink, policiesLink), Form: kit.Form{Action: policiesPath + "/check",
		Hidden: []kit.Hidden{{Name: replacesName, Value: replaces}},
		Fields: []kit.Field{{Kind: kit.TextArea, ID: policy.FieldText, Label: "服務條款與隱私權保護政策", Lines: 30, Value: text,
			Hints: []string{"以「# 」開頭的一行是一個部分的標題，申請人逐部分閱讀；第一部分是服務條款，其後是隱私權保護政策。",
				"以「## 」開頭的一行是小標題，其餘每一行是一段。"}}},
		Buttons: []kit.Button{{Text: "預覽"}}, Cancel: kit.Link{Text: "取消", Href: policiesPath}}}
}

func (s *Server) policyNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, err := s.Portal.Policies(r.Context())
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "policy_new", s.newPolicyEditor(v, list[0].Version, list[0].Text))
}

// policyCheck shows a new version as it will be read, and asks. It writes
// nothing.
func (s *Server) policyCheck(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, replacesName, policy.FieldText, editName); err != nil {
		return err
	}
	replaces, text := r.PostForm.Get(replacesName), r.PostForm.Get(policy.FieldText)
	next, err := s.Portal.CheckPolicy(r.Context(), v.actor, replaces, text)
	if err != nil {
		return s.faultyPolicy(w, r, s.newPolicyEditor(v, replaces, text), err)
	}
	if r.PostForm.Get(editName) != "" {
		return s.kit.Page(w, r, http.StatusOK, "policy_new", s.newPolicyEditor(v, replaces, text))
	}
	page := policyVersionPage{Page: s.frame(v, "預覽新版本", environmentLink, policiesLink), Where: next.Version + " 版", Parts: next.Parts(),
		Confirm: &kit.Confirm{Object: []kit.SummaryRow{{Label: "版本", Answer: kit.Answer{Text: next.Version}}, {Label: "取代", Answer: kit.Answer{Text: replaces}}},
			Effects: []string{"發布後立即適用：此後建立帳號的人閱讀並同意這個版本，「隱私權保護政策」頁面也顯示這個版本。",
				"已經同意先前版本的人不受影響。已發布的版本不能修改，只能再發布新的版本。"},
			Form: kit.Form{Action: policiesPath, Hidden: []kit.Hidden{{Name: replacesName, Value: replaces}, {Name: policy.FieldText, Value: text}},
				Buttons: []kit.Button{{Text: "發布"}, {Text: "返回修改", Name: editName, Value: "1", Action: policiesPath + "/check"}},
				Cancel:  kit.Link{Text: "取消", Href: policiesPath}}}}
	return s.kit.Page(w, r, http.StatusOK, "policy_version", &page)
}

func (s *Server) policiesPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, replacesName, policy.FieldText); err != nil {
		return err
	}
	replaces, text := r.PostForm.Get(replacesName), r.PostForm.Get(policy.FieldText)
	next, err := s.Portal.PublishPolicy(r.Context(), v.actor, replaces, text)
	if err != nil {
		return s.faultyPolicy(w, r, s.newPolicyEditor(v, replaces, text), err)
	}
	return s.redirect(w, r, "已發布 "+next.Version+" 版。", policiesPath)
}

// faultyPolicy shows the editor again where the text is at fault.
func (s *Server) faultyPolicy(w http.ResponseWriter, r *http.Request, page *policyNewPage, err error) error {
	if page.Faults = fault.FieldsOf(err); len(page.Faults) == 0 {
		return err
	}
	kit.Mark(page.Form.Fields, page.Faults)
	return s.kit.Page(w, r, http.StatusUnprocessableEntity, "policy_new", page)
}
