package web

import (
	"context"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// signUpTypePage is templates/page/signup_type.html: which application (fig. 7).
type signUpTypePage struct {
	kit.Page
	Form kit.Form
}

const applicationPath = "/signup/application"

func (s *Server) newSignUpType(v *visit) *signUpTypePage {
	return &signUpTypePage{Page: s.signUpFrame(v, "介接申請單", kit.Link{Text: "機關單位基本資料", Href: "/signup/details"}),
		Form: kit.Form{Action: applicationPath, Fields: []kit.Field{paperField(serviceProvider)}, Buttons: []kit.Button{{Text: "開始填寫"}},
			Cancel: kit.Link{Text: "回機關單位基本資料", Href: "/signup/details"}}}
}

// signUpApplication is the task list of a sign-up's application, or before it was
// begun the choice of its type.
func (s *Server) signUpApplication(w http.ResponseWriter, r *http.Request, v *visit, u onboarding.SignUp) error {
	desk, err := s.Portal.SignUpDesk(r.Context(), u)
	if err == nil && desk.Draft.ID == "" {
		return s.kit.Page(w, r, http.StatusOK, "signup_type", s.newSignUpType(v))
	}
	return onSignUpDesk((*Server).draft)(s, w, r, v, u)
}

// signUpApplicationPost begins it; a second click finds it begun.
func (s *Server) signUpApplicationPost(w http.ResponseWriter, r *http.Request, v *visit, u onboarding.SignUp) error {
	if err := parseOnly(r, paperName); err != nil {
		return err
	}
	t, ok := typeNamed(r.PostForm.Get(paperName))
	if !ok {
		page := s.newSignUpType(v)
		page.Faults = []fault.Field{paperFault()}
		kit.Mark(page.Form.Fields, page.Faults)
		return s.kit.Page(w, r, http.StatusUnprocessableEntity, "signup_type", page)
	}
	if err := s.Portal.BeginApplication(r.Context(), u, t.kind); err != nil {
		return err
	}
	return s.redirect(w, r, "填寫的內容會自動儲存。", applicationPath)
}

// onSignUpDesk is the handler of a page of a sign-up's application. What is
// missing before it leads there.
func onSignUpDesk(handle sheetHandler) signUpHandler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit, u onboarding.SignUp) error {
		switch {
		case len(u.Numbers) > 0:
			return s.redirect(w, r, "", "/signup/done")
		case !u.Complete:
			return s.redirect(w, r, "請先填妥「機關單位基本資料」。", "/signup/details")
		}
		load := sheetLoader(func(s *Server, r *http.Request, _ *visit) (*sheet, error) { return s.signUpSheet(r.Context(), u) })
		sh, err := load.open(s, r, v)
		switch {
		case err != nil:
			return err
		case sh.Draft.ID == "":
			return s.redirect(w, r, "請先選擇申請類型。", applicationPath)
		}
		return handle(s, w, r, v, sh)
	}
}

// signUpSheet is the application of somebody who has no account yet.
func (s *Server) signUpSheet(ctx context.Context, u onboarding.SignUp) (*sheet, error) {
	desk, err := s.Portal.SignUpDesk(ctx, u)
	if err != nil {
		return nil, err
	}
	person := u.Person()
	return &sheet{Desk: desk, uploads: s.signUpUploads(u), title: "介接申請單", path: applicationPath, act: "送出", person: &person, first: "帳號審核 – 維運團隊",
		trail: []kit.Link{entrance, {Text: "機關單位基本資料", Href: "/signup/details"}},
		save: func(ctx context.Context, _ account.Actor, d onboarding.Draft, typed form.Parsed) (onboarding.Draft, error) {
			return s.Portal.SaveSignUpDraft(ctx, u, d, typed, d.Version)
		},
		send: func(ctx context.Context, _ account.Actor) (string, error) {
			_, err := s.Portal.SendSignUp(ctx, u)
			return "", err
		},
	}, nil
}
