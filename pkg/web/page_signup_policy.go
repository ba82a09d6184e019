package web

import (
	"fmt"
	"net/http"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/policy"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// policyPage is templates/page/signup_policy.html: one part of the terms of
// service and the privacy policy, the form on the last (A1, figs. 3, 61).
type policyPage struct {
	kit.Page
	Where string
	Part  policy.Part
	Links []kit.Link
	Form  *kit.Form
}

// Names of the policy's form and its query.
const (
	partQuery   = "part"
	agreeName   = "agree"
	versionPost = "terms"
)

func (s *Server) newPolicy(v *visit, p policy.Policy, n int) *policyPage {
	parts := p.Parts()
	page := policyPage{Page: s.signUpFrame(v, "服務條款與隱私權保護政策"), Part: parts[n-1],
		Where: fmt.Sprintf("第 %d 部分，共 %d 部分（%s 版）", n, len(parts), p.Version)}
	if n < len(parts) {
		page.Links = append(page.Links, kit.Link{Text: "繼續閱讀：" + parts[n].Title, Href: "/signup/policy?" + partQuery + "=" + strconv.Itoa(n+1)})
	}
	back := kit.Link{Text: "回上一部分", Href: "/signup/policy?" + partQuery + "=" + strconv.Itoa(n-1)}
	switch {
	case n == len(parts):
		page.Form = &kit.Form{Action: "/signup/policy", Hidden: []kit.Hidden{{Name: versionPost, Value: p.Version}},
			Fields: []kit.Field{{Kind: kit.Checkboxes, ID: agreeName, Label: "請閱讀完畢後勾選同意",
				Options: []kit.Option{{Value: "yes", Label: "我已了解並同意"}}}},
			Buttons: []kit.Button{{Text: "確定"}}, Cancel: back}
	case n > 1:
		page.Links = append(page.Links, back)
	}
	return &page
}

// signUpPolicy shows a part, in order: one that was not reached yet leads to the
// first that is unread.
func (s *Server) signUpPolicy(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.Portal.Policy(r.Context())
	if err != nil {
		return err
	}
	n := 1
	if text := r.URL.Query().Get(partQuery); text != "" {
		if n, err = strconv.Atoi(text); err != nil || n < 1 || n > len(p.Parts()) {
			return fault.New(fault.NotFound, "")
		}
	}
	seen, agreed := termsSeen(r, p)
	if n > seen+1 {
		return s.redirect(w, r, "請依序閱讀。", "/signup/policy?"+partQuery+"="+strconv.Itoa(seen+1))
	}
	if !agreed {
		setTermsSeen(w, p, strconv.Itoa(max(n, seen)))
	}
	return s.kit.Page(w, r, http.StatusOK, "signup_policy", s.newPolicy(v, p, n))
}

// signUpPolicyPost takes the consent to what was shown to its end.
func (s *Server) signUpPolicyPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, versionPost, agreeName); err != nil {
		return err
	}
	p, err := s.Portal.Policy(r.Context())
	if err != nil {
		return err
	}
	parts := len(p.Parts())
	seen, _ := termsSeen(r, p)
	if seen < parts || r.PostForm.Get(versionPost) != p.Version {
		return s.redirect(w, r, "請先閱讀完畢服務條款與隱私權保護政策。", "/signup/policy?"+partQuery+"="+strconv.Itoa(min(seen+1, parts)))
	}
	if r.PostForm.Get(agreeName) != "yes" {
		page := s.newPolicy(v, p, parts)
		page.Faults = []fault.Field{{Key: agreeName, Control: agreeName + "-yes", Message: "請勾選「我已了解並同意」，才能繼續建立帳號。"}}
		kit.Mark(page.Form.Fields, page.Faults)
		return s.kit.Page(w, r, http.StatusUnprocessableEntity, "signup_policy", page)
	}
	setTermsSeen(w, p, agreedMark)
	return s.redirect(w, r, "", "/signup/email")
}

// privacyPage is templates/page/privacy.html: the privacy policy on its own.
type privacyPage struct {
	kit.Page
	Where string
	Parts []policy.Part
}

func (s *Server) privacy(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.Portal.Policy(r.Context())
	if err != nil {
		return err
	}
	page := privacyPage{Page: s.frame(v, "隱私權保護政策"), Where: p.Version + " 版", Parts: p.Privacy()}
	return s.kit.Page(w, r, http.StatusOK, "privacy", &page)
}
