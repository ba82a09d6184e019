package onboarding

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/link"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// linkLife is how long an action link may live. It dies earlier with its stage.
const linkLife = 90 * 24 * time.Hour

// deliverMail renders and sends one mail. One that has no reader any more is
// dropped; a stage that was decided meanwhile is still announced, its link
// leads to who decided.
func (s *Service) deliverMail(ctx context.Context, e Event) error {
	to, reads, err := s.reader(ctx, e)
	if err != nil || !reads {
		return err
	}
	frame := s.Frame
	switch e.Notice {
	case (notice.StageOpened{}).Name():
		frame.Action = s.action(e, to)
	case (notice.PasswordLink{}).Name():
		frame.Action = notice.Action{URL: s.Frame.Portal + "/reset?link=" + s.Mailed.Token(resetPurpose, e.ID), Expires: e.Made.Add(ResetLife)}
	case (notice.SignInCode{}).Name():
		frame.Code = notice.Code{Digits: s.Mailed.Code(mailedCodes, e.ID), Expires: e.Made.Add(codeLife)}
	case (notice.Activation{}).Name():
		frame.Action = notice.Action{URL: s.Frame.Portal + "/signup/activate?link=" + e.SignUp + "." + s.Mailed.Token(activationPurpose, e.ID),
			Expires: e.Made.Add(ActivationLife)}
	}
	mail, err := notice.Render(e.Notice, e.Content, frame)
	if err != nil {
		return err
	}
	return s.Mailer.Send(ctx, Message{ID: e.ID, To: to.Mail, Subject: mail.Subject, Text: mail.Text, HTML: mail.HTML})
}

// reader is who gets a mail. What was meant for somebody who has left goes to
// the officer of the organisation, which keeps everything (A12).
func (s *Service) reader(ctx context.Context, e Event) (to account.Account, reads bool, err error) {
	if e.Address != "" {
		return account.Account{Mail: e.Address}, true, nil
	}
	to, err = s.Store.Account(ctx, e.Recipient)
	if err == nil && to.Status == account.Removed {
		var office account.Office
		if office, err = s.Store.Office(ctx, to.OrganisationID); err == nil {
			to, err = s.Store.Account(ctx, office.AccountID)
		}
	}
	if fault.Is(err, fault.NotFound) {
		return to, false, nil
	}
	return to, err == nil && (to.Status == account.Active || to.Status == account.Pending), err
}

// action signs the personal link of one reviewer for one stage (C6). The same
// event gives the same link, however often it is sent.
func (s *Service) action(e Event, to account.Account) notice.Action {
	expires := e.Made.Add(linkLife)
	token := s.Links.Issue(link.Claims{CaseID: e.CaseID, Review: e.Review, Round: e.Round, Stage: e.Stage,
		AccountID: to.ID, Epoch: to.Epoch, Expires: expires})
	return notice.Action{URL: s.Frame.Portal + "/a/" + token, Expires: expires}
}
