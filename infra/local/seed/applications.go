package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// catalogueFile is the sample catalogue, from the repository's root.
const catalogueFile = "infra/local/sample/catalogue.json"

// application is what differs between the sample applications.
type application struct {
	login, category, name, host string
	sent                        bool
}

// samples are filed by the officers, so that the lists have something to show:
// five wait for the authority, one is still a draft.
var samples = []application{
	{"officer01", "消費金融", "線上信用貸款申請", "loan.sample-bank.com.tw", true},
	{"union01", "消費金融", "社員房屋貸款", "house.demo-credit.com.tw", true},
	{"officer01", "消費金融", "預借現金申請", "cash.sample-bank.com.tw", true},
	{"union01", "消費金融", "青年創業貸款", "startup.demo-credit.com.tw", true},
	{"officer01", "消費金融", "汽車貸款申請", "car.sample-bank.com.tw", true},
	{"officer02", "消費金融", "信用卡線上申辦", "card.sample-bank.com.tw", false},
}

func readCatalogue() (form.Catalogue, error) {
	var catalogue form.Catalogue
	text, err := os.ReadFile(catalogueFile)
	if err == nil {
		err = json.Unmarshal(text, &catalogue)
	}
	return catalogue, err
}

func (s *seeder) applications(ctx context.Context, catalogue form.Catalogue) error {
	for i, a := range samples {
		if err := s.file(ctx, a, catalogue, i); err != nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
	}
	return s.offerings(ctx, catalogue)
}

func (s *seeder) file(ctx context.Context, a application, catalogue form.Catalogue, n int) error {
	actor, err := s.actor(ctx, a.login)
	if err != nil {
		return err
	}
	draft, err := s.portal.NewDraft(ctx, actor, fmt.Sprintf("sample%02d", n+1), casefile.TestKind)
	if err != nil {
		return err
	}
	parsed, err := form.Parse(form.On(form.Application), a.answers(catalogue, n), form.Defaults())
	if err != nil {
		return err
	}
	if draft, err = s.portal.SaveDraft(ctx, actor, draft, parsed, draft.Version); err != nil || !a.sent {
		return err
	}
	_, err = s.portal.Submit(ctx, actor, draft.ID)
	return err
}

// answers is the form as the officer fills it in.
func (a application) answers(catalogue form.Catalogue, n int) url.Values {
	sets := catalogue.For(form.ModePerson).Providers[0].DataSets
	address := func(last int) string { return fmt.Sprintf("203.66.%d.%d", 30+n, last) }
	start := calendar.Today(time.Now()).AddDays(7)
	return url.Values{
		string(form.Category): {a.category}, string(form.Name): {a.name}, string(form.Existing): {form.Yes},
		string(form.ExistingLink): {"https://" + a.host + "/"}, string(form.TestStart): {start.String()},
		string(form.Purpose): {"民眾申請" + a.name + "時，可透過 MyData 完成身分驗證及同意後，提供" + sets[0].Name + "作為申辦文件。"},
		string(form.Mode):    {form.ModePerson}, string(form.DataSets): {sets[0].ID},
		string(form.FrontURL): {"https://" + a.host + "/apply"}, string(form.ReturnURL): {"https://" + a.host + "/mydata/return"},
		string(form.SPAPIURL): {"https://" + a.host + "/mydata/sp-api"}, string(form.SPAPIIPs): {address(10)},
		string(form.HostIPs): {address(20), address(21)}, string(form.TestIPs): {address(30)},
		string(form.Hotline): {"02-2380-1234"}, string(form.UseAPIKey): {form.No}, string(form.UseRSAKey): {form.No},
		string(form.UseMutual): {form.No}, string(form.IdentityModes): {"1", "2"},
		string(form.Packaging): {form.PackagingAll}, string(form.Encryption): {form.EncryptionCBC},
	}
}
