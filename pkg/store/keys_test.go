package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// TestWhereRecordsLie is the table of doc.go, line by line: keys are for ever,
// and the queries, the stream's filter and the functions' rights name them too.
func TestWhereRecordsLie(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 3, 31, 16, 0, 0, 5_000_000, time.UTC) // the first instant of April in Taipei, and a bit
	const stamped = "2024-03-31T16:00:00.005Z"
	waiting := casefile.Stage{CaseID: "c", Review: 1, Round: 2, Order: 3, PartyID: "ops", Opened: at, Number: "B1130401001"}
	answered := waiting
	answered.Answer = "approve"
	for _, c := range []struct {
		record onboarding.Record
		want   string // pk | sk | indexes | ttl
	}{
		{account.Organisation{ID: "o", Name: " ABC Bank "}, "ORG#o | META | gsi1 ORGNAME abc bank"},
		{account.Account{ID: "a", OrganisationID: "o", Login: "Wang"}, "ACC#a | META | gsi1 ORG#o#ACC wang"},
		{account.Session{AccountID: "a", Hash: "h", Expires: at}, "ACC#a | SES#h | ttl 1711900800"},
		{account.Keyring{AccountID: "a"}, "ACC#a | KEYS"},
		{account.Sitting{AccountID: "a", Hash: "h", Expires: at}, "ACC#a | SIT#h | ttl 1711900800"},
		{account.Device{AccountID: "a", Hash: "h", Expires: at}, "ACC#a | DEV#h | ttl 1711900800"},
		{onboarding.OneTime{Hash: "h", Forget: at}, "TOK#h | META | ttl 1711900800"},
		{onboarding.Draft{ID: "d", OrganisationID: "o"}, "ORG#o | DRAFT#d | gsi1 ORG#o#DRAFT 0001-01-01T00:00:00.000Z#d"},
		{onboarding.Catalogue{}, "CAT | META"},
		{service.Service{ID: "s", OrganisationID: "o", Name: "Loan"}, "SVC#s | META | gsi1 ORG#o#SVC loan | gsi3 SVC loan"},
		{service.Service{ID: "s", OrganisationID: "o", AuthorityID: "fsc", Name: "Loan"},
			"SVC#s | META | gsi1 ORG#o#SVC loan | gsi2 REMIT#fsc#SVC loan | gsi3 SVC loan"},
		{service.Revision{ServiceID: "s", N: 12}, "SVC#s | REV#00012"},
		{casefile.Case{ID: "c", Number: "B1", OrganisationID: "o", Applied: at},
			"CASE#c | META | gsi2 ORG#o#CASE " + stamped + "#B1 | gsi3 MONTH#2024-04 " + stamped + "#B1"},
		{casefile.Case{ID: "c", Number: "B1", OrganisationID: "o", AuthorityID: "fsc", Applied: at},
			"CASE#c | META | gsi1 REMIT#fsc " + stamped + "#B1 | gsi2 ORG#o#CASE " + stamped + "#B1 | gsi3 MONTH#2024-04 " + stamped + "#B1"},
		{casefile.Review{CaseID: "c", Seq: 1}, "CASE#c | V#001"},
		{casefile.Review{CaseID: "c", Seq: 1, Next: at}, "CASE#c | V#001 | gsi1 NEXT " + stamped + "#c#1"},
		{waiting, "CASE#c | V#001#R#002#S#03 | gsi1 WAIT#ops " + stamped + "#B1130401001"},
		{answered, "CASE#c | V#001#R#002#S#03"},
		{casefile.Submission{CaseID: "c", Review: 1, Round: 2}, "CASE#c | BODY#001#002"},
		{onboarding.TaskToken{CaseID: "c", Review: 1}, "TOKEN#c#001 | META"},
		{onboarding.Due{At: at, Kind: onboarding.WindowEnds, ID: "s"}, "DUE | " + stamped + "#window-end#s"},
		{firewall.Rule{ID: "r", Area: casefile.TestArea, ServiceID: "s", To: at}, "FW#test | s#r | gsi1 FW#test " + stamped + "#s#r"},
	} {
		r, err := rowOf(c.record)
		if err != nil {
			t.Fatal(err)
		}
		if got := place(t, r); got != c.want {
			t.Errorf("%T\n got %s\nwant %s", c.record, got, c.want)
		}
	}
	for _, c := range []struct {
		row  row
		want string
	}{
		{claimRow(onboarding.Claim{Space: onboarding.LoginClaim, Value: "wang"}), "NAME#wang | CLAIM"},
		{claimRow(onboarding.Claim{Space: onboarding.MailClaim, Value: "w@x.tw"}), "MAIL#w@x.tw | CLAIM"},
		{claimRow(onboarding.Claim{Space: onboarding.NumberClaim, Value: "B1130401001"}), "NUMBER#B1130401001 | CLAIM | gsi1 NUM#B B1130401001"},
		{entryRow(audit.Entry{Object: "case/c", Seq: 7, Time: at}),
			"LOG#case/c | 00000007 | gsi2 DAY#2024-04-01 " + stamped + "#case/c#7"},
		{entryRow(audit.Entry{Object: "review/c/1", Seq: 7, Time: at}),
			"LOG#case/c | review/1#00000007 | gsi2 DAY#2024-04-01 " + stamped + "#review/c/1#7"},
		{entryRow(audit.Entry{Object: "service/s", Seq: 7, Time: at, Actor: audit.Actor{AccountID: "a"}}),
			"LOG#service/s | 00000007 | gsi1 ACTOR#a " + stamped + "#service/s#7 | gsi2 DAY#2024-04-01 " + stamped + "#service/s#7"},
		{refusalRow(audit.Refusal{First: at, Act: "x", Code: "forbidden"}),
			"REFUSED#2024-04-01#a | 16:00#a3fd54d6860f6919 | gsi1 REFUSED#nobody " + stamped + "#a3fd54d6860f6919 | gsi2 REFUSED#2024-04-01 " +
				stamped + "#a3fd54d6860f6919 | ttl 1775145600"},
		{row{key: asideKey(onboarding.Due{At: at, Kind: onboarding.WindowEnds, ID: "s"})}, "DUE-FAILED | " + stamped + "#window-end#s"},
		{row{key: counterKey("k")}, "CNT#k | META"},
		{row{key: sequenceKey(casefile.OnlineService, calendar.Today(at))}, "SEQ#B#1130401 | META"},
		{row{key: laterKey("A1130401001")}, "SEQ#A1130401001 | META"},
	} {
		if got := place(t, c.row); got != c.want {
			t.Errorf("got %s\nwant %s", got, c.want)
		}
	}
}

// place shows where a row's item lies, from the item itself.
func place(t *testing.T, r row) string {
	t.Helper()
	if r.record == nil {
		r.record = struct{}{}
	}
	item, err := r.item()
	if err != nil {
		t.Fatal(err)
	}
	parts := []string{textOf(item["pk"]), textOf(item["sk"])}
	for _, index := range Indexes() {
		pk, sk := index.Attributes()
		if item[pk] != nil {
			parts = append(parts, fmt.Sprintf("%s %s %s", index, textOf(item[pk]), textOf(item[sk])))
		}
	}
	if item[attrTTL] != nil {
		parts = append(parts, fmt.Sprintf("ttl %d", numberOf(item[attrTTL])))
	}
	return strings.Join(parts, " | ")
}
