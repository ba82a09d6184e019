package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// tellStep tells the applicant what an approval has led to.
func (s *Service) tellStep(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review, before, now service.Service, row service.Row, body casefile.Submission) error {
	about, last, err := verdict(*d, r)
	if err != nil {
		return err
	}
	decision := about.Answered(last)
	var n notice.Notice
	switch row.Mail {
	case service.NoMail:
		return nil
	case service.MailTestApproved:
		n = notice.TestApproved{Case: about, Decision: decision, Window: now.Window.Window, ClientID: now.ClientID,
			ResourceID: now.ResourceID, Opens: opensFor(body.Values)}
	case service.MailExtensionApproved:
		n = notice.ExtensionApproved{Case: about, Decision: decision, Window: now.Windows()[len(now.Windows())-1].Window}
	case service.MailChangeApproved:
		approved := notice.ChangeApproved{Case: about, Decision: decision, Next: nextAfterChange(now), Changed: changedTitles(body)}
		if row.Does == service.Window1 || row.Does == service.Back {
			approved.Window = now.Window.Window
		}
		n = approved
	case service.MailChangeApplied:
		n = notice.ChangeApplied{Case: about, Decision: decision, Changed: changedTitles(body)}
	case service.MailPilotApproved:
		approved := notice.PilotApproved{Case: about, Decision: decision, GoLive: now.GoLive}
		if now.Live == 0 {
			approved.Report = now.ReportDay()
		}
		n = approved
	case service.MailDelisted:
		n = notice.Delisted{Case: about, Decision: decision, Reason: body.Values.Get(form.RetireReason)}
		if err := s.mailStaff(ctx, c, account.OpsID, n); err != nil {
			return err
		}
	case service.MailPilotDone:
		n = notice.PilotDone{Case: about, Decision: decision, GoLive: now.GoLive}
	default:
		return fault.Newf(fault.Internal, "step %q to %q tells %q", before.Step, now.Step, row.Mail)
	}
	return c.mail(d.Case.Applicant.AccountID, n)
}

// nextAfterChange says what an approved change leads to (D4, D6, D8).
func nextAfterChange(sv service.Service) string {
	switch {
	case sv.Step == service.Piloting && sv.Live > 0:
		return "修改的資料先以試辦驗證：試辦時整合網址後方須帶 &caseNumber=申請單號，完成後在申請單頁面上傳試辦報告，審核通過後生效。在那之前服務照原來的資料提供。"
	case sv.Step == service.Piloting:
		return "試辦繼續進行，並以修改後的資料為準。"
	case sv.Live > 0:
		return "修改的資料須至測試區重新測試。測試完成後請在服務的編輯頁面申請上線並上傳測試檢核表，再經試辦後生效。在那之前服務照原來的資料提供。"
	}
	return "測試繼續進行，並以修改後的資料為準；服務須重新測試者，請於測試期間內完成後再申請上線。"
}

// changedTitles are the fields in which a submission differs from what was in
// force.
func changedTitles(body casefile.Submission) []string {
	var titles []string
	for _, change := range form.Diff(body.InForce, body.Values) {
		titles = append(titles, change.Field.Title())
	}
	return titles
}

// opensFor lists the connections of a test (D12).
func opensFor(v form.Values) []notice.Opening {
	var list []notice.Opening
	for _, o := range []struct {
		purpose firewall.Purpose
		key     form.Key
	}{{firewall.SPAPI, form.SPAPIIPs}, {firewall.Host, form.HostIPs}, {firewall.TestIP, form.TestIPs}} {
		if addresses := v.Addresses(o.key); len(addresses) > 0 {
			list = append(list, notice.Opening{Purpose: o.purpose.Label(), Addresses: texts(addresses)})
		}
	}
	return list
}

// tellLapse tells of a date that has come: the applicant, and of a go-live the
// operation team too.
func (s *Service) tellLapse(ctx context.Context, c *change, before, now service.Service, row service.Row, due Due) error {
	d, err := s.Store.Dossier(ctx, before.CaseID)
	if err != nil {
		return err
	}
	about, to := standingCase(d.Case, now), d.Case.Applicant.AccountID
	switch row.Mail {
	case service.MailWindowEnded:
		for _, w := range before.Windows() {
			if w.Epoch == due.Epoch {
				return c.mail(to, notice.WindowEnded{Case: about, Window: w.Window})
			}
		}
	case service.MailLive:
		n := notice.WentLive{Case: about, GoLive: now.Launched}
		if err := c.mail(to, n); err != nil {
			return err
		}
		return s.mailStaff(ctx, c, account.OpsID, n)
	}
	return fault.Newf(fault.Internal, "%s tells %q", due.Kind, row.Mail)
}

// mailStaff tells every person of an organisation.
func (s *Service) mailStaff(ctx context.Context, c *change, organisationID string, n notice.Notice) error {
	people, err := s.Store.People(ctx, organisationID)
	for _, p := range people {
		if err == nil && p.Status == account.Active {
			err = c.mail(p.ID, n)
		}
	}
	return err
}
