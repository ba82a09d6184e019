package web

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// certified is the path of an approved service with a mutual certificate that
// ends on a day.
func (s *site) certified(last time.Time) string {
	s.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	template := x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: s.Clock.Now().AddDate(-1, 0, 0), NotAfter: last}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	if err != nil {
		s.t.Fatal(err)
	}
	posted := portaltest.Posted()
	posted.Set(string(form.UseMutual), form.Yes)
	posted.Set(string(form.MutualCert), string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	parsed, err := form.Parse(form.On(form.Application), posted, form.Defaults())
	if err != nil {
		s.t.Fatal(err)
	}
	number := s.submit(func(v form.Values) {
		for _, k := range []form.Key{form.UseMutual, form.MutualCert} {
			v.Set(k, parsed.Values.List(k)...)
		}
	})
	for _, who := range []account.Actor{s.Bureau, s.Ops, s.Bureau, s.Moda} {
		s.decide(who, number, chain.Approve)
	}
	return "/services/" + s.dossier(number).Case.ServiceID
}

func TestF6_DeadlinesOfAnOrganisationOnOnePage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.certified(time.Date(2024, 5, 20, 3, 0, 0, 0, time.UTC))
	s.as(s.Officer).get(path+"/maintenance").press("保存", weekly...)
	for _, who := range []account.Actor{s.Officer, s.Colleague, s.Bureau, s.Ops, s.Moda} {
		page := s.as(who).get("/deadlines").want(http.StatusOK)
		want := [][3]string{{"2024-03-16", "服務維護", "還有 1 天"}, {"2024-05-20", "憑證到期", "還有 66 天"}, {"2024-06-30", "測試期限到期", "還有 107 天"}}
		rows := page.rows()
		if page.h1() != "期限" || len(rows) != len(want) {
			t.Fatalf("%s: %q", who.Login, rows)
		}
		for i, w := range want {
			if rows[i][0] != w[0] || !strings.HasPrefix(rows[i][1], w[1]) || rows[i][5] != w[2] {
				t.Errorf("%s: row %d is %q", who.Login, i, rows[i])
			}
		}
		service := s.as(who).get(path)
		if own := service.get(service.link("期限")); len(own.rows()) == 0 || len(own.current()) != 1 {
			t.Errorf("a service's own deadlines: %q under %q", own.rows(), own.current())
		}
	}
	if rows := s.as(s.Stranger).get("/deadlines").rows(); len(rows) != 0 {
		t.Errorf("a stranger sees %q", rows)
	}
	s.as(s.Stranger).get("/deadlines?service=" + strings.TrimPrefix(path, "/services/")).want(http.StatusNotFound)
	s.Clock.Set(time.Date(2024, 7, 2, 3, 0, 0, 0, time.UTC))
	if rows := s.as(s.Officer).get("/deadlines").rows(); len(rows) != 1 && rows[0][5] != "逾期 43 天" {
		t.Errorf("after the window: %q", rows)
	}
}

func TestF6_TheCalendarIsReadByOthers(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.certified(time.Date(2024, 5, 20, 3, 0, 0, 0, time.UTC))
	page := s.as(s.Officer).get("/deadlines")
	file := page.get(page.link("下載行事曆檔案（iCalendar）")).want(http.StatusOK)
	if file.header.Get("Content-Type") != "text/calendar; charset=utf-8" {
		t.Errorf("%v", file.header)
	}
	for line := range strings.Lines(file.body) {
		if len(line) > 77 || !strings.HasSuffix(line, "\r\n") {
			t.Errorf("a line RFC 5545 does not allow: %q", line)
		}
	}
	feed, err := ical.NewDecoder(strings.NewReader(file.body)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	events := feed.Events()
	if len(events) != 2 {
		t.Fatalf("%d events: %s", len(events), file.body)
	}
	start, err := events[1].DateTimeStart(time.UTC)
	summary, _ := events[1].Props.Text(ical.PropSummary)
	address := events[1].Props.Get(ical.PropURL).Value
	if err != nil || start.Format(time.DateOnly) != "2024-06-30" || summary != "測試區 線上信用貸款 測試期限到期" || address != portaltest.PortalURL+path {
		t.Errorf("%s %q %s, %v", start, summary, address, err)
	}
	if err := ical.NewEncoder(new(bytes.Buffer)).Encode(feed); err != nil {
		t.Errorf("RFC 5545 is broken: %v", err)
	}
	again := page.get("/deadlines.ics")
	if first := events[1].Props.Get(ical.PropUID).Value; !strings.Contains(strings.ReplaceAll(again.body, "\r\n ", ""), first) {
		t.Error("an entry changes its id")
	}
	s.visitor().get("/deadlines.ics").want(http.StatusSeeOther)
}

func TestF6_CertificatesAreRemindedOf(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.certified(time.Date(2024, 5, 20, 3, 0, 0, 0, time.UTC))
	s.Mail.Forget()
	var days []string
	for at := s.Clock.Now(); at.Before(time.Date(2024, 5, 25, 0, 0, 0, 0, time.UTC)); at = at.Add(6 * time.Hour) {
		s.Clock.Set(at)
		if _, err := s.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.Settle(t)
		for _, m := range s.Mail.To(s.Officer.Mail) {
			if strings.Contains(m.Subject, "憑證即將到期") {
				days = append(days, at.In(time.FixedZone("", 8*3600)).Format(time.DateOnly))
				if !strings.Contains(m.Text, "2024-05-20") || !strings.Contains(m.Text, "雙向憑證") {
					t.Error(m.Text)
				}
			}
		}
		s.Mail.Forget()
	}
	if got := strings.Join(days, " "); got != "2024-04-20 2024-05-06 2024-05-13 2024-05-19" {
		t.Errorf("reminded on %s", got)
	}
}
