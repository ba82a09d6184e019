package account_test

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// TestMayFollowsTheTable walks every act, role and kind of object against a
// table written down by hand (trust 18).
func TestMayFollowsTheTable(t *testing.T) {
	t.Parallel()
	const (
		yes      = fault.Code("")
		no       = fault.Forbidden
		hidden   = fault.NotFound
		notYours = fault.Conflict
	)
	org := map[account.Role]string{account.Provider: "bank", account.Sub: "bank", account.Authority: "bureau", account.Ops: "ops", account.Moda: "moda"}
	objects := map[string]account.Object{
		"own bank":      {OrganisationID: "bank", AuthorityID: "bureau"},
		"other bank":    {OrganisationID: "other", AuthorityID: "bureau"},
		"own bureau":    {OrganisationID: "bureau", AuthorityID: "bureau"},
		"other remit":   {OrganisationID: "insurer", AuthorityID: "another bureau"},
		"for authority": {OrganisationID: "bank", AuthorityID: "bureau", WaitsFor: "bureau"},
		"for ops":       {OrganisationID: "bank", AuthorityID: "bureau", WaitsFor: "ops"},
		"of ops itself": {OrganisationID: "ops", WaitsFor: "ops"},
	}
	roles := []account.Role{account.Provider, account.Sub, account.Authority, account.Ops, account.Moda}
	for _, row := range []struct {
		act    account.Act
		object string
		want   [5]fault.Code // provider, sub, authority, ops, moda
	}{
		{account.UsePortal, "own bank", [5]fault.Code{yes, yes, yes, yes, yes}},
		{account.ReadCase, "own bank", [5]fault.Code{yes, yes, yes, yes, yes}},
		{account.ReadCase, "other bank", [5]fault.Code{hidden, hidden, yes, yes, yes}},
		{account.ReadCase, "other remit", [5]fault.Code{hidden, hidden, hidden, yes, yes}},
		{account.ReadService, "own bank", [5]fault.Code{yes, yes, yes, yes, yes}},
		{account.ReadService, "other bank", [5]fault.Code{hidden, hidden, yes, yes, yes}},
		{account.ReadService, "other remit", [5]fault.Code{hidden, hidden, hidden, yes, yes}},
		{account.Apply, "own bank", [5]fault.Code{yes, yes, no, no, no}},
		{account.Apply, "other bank", [5]fault.Code{hidden, hidden, no, no, no}},
		{account.Withdraw, "own bank", [5]fault.Code{yes, yes, hidden, no, no}},
		{account.Withdraw, "other bank", [5]fault.Code{hidden, hidden, hidden, no, no}},
		{account.Withdraw, "other remit", [5]fault.Code{hidden, hidden, hidden, no, no}},
		{account.ReadAccounts, "own bank", [5]fault.Code{yes, no, hidden, yes, yes}},
		{account.ReadAccounts, "other bank", [5]fault.Code{hidden, no, hidden, yes, yes}},
		{account.ReadAccounts, "own bureau", [5]fault.Code{hidden, no, yes, yes, yes}},
		{account.ManageAccounts, "own bank", [5]fault.Code{yes, no, hidden, no, no}},
		{account.ManageAccounts, "other bank", [5]fault.Code{hidden, no, hidden, no, no}},
		{account.ManageAccounts, "own bureau", [5]fault.Code{hidden, no, yes, no, no}},
		{account.ReadReports, "own bank", [5]fault.Code{no, no, yes, yes, yes}},
		{account.WriteBulletins, "own bank", [5]fault.Code{no, no, no, yes, no}},
		{account.ManageKeys, "own bank", [5]fault.Code{yes, no, no, hidden, no}},
		{account.ManageKeys, "other bank", [5]fault.Code{hidden, no, no, hidden, no}},
		{account.ManageKeys, "of ops itself", [5]fault.Code{hidden, no, no, yes, no}},
		{account.SetAccounts, "own bank", [5]fault.Code{no, no, no, yes, no}},
		{account.Withdraw, "own bureau", [5]fault.Code{hidden, hidden, yes, no, no}},
		{account.Decide, "for authority", [5]fault.Code{no, no, yes, notYours, notYours}},
		{account.Decide, "for ops", [5]fault.Code{no, no, notYours, yes, notYours}},
		{account.Decide, "other remit", [5]fault.Code{no, no, hidden, notYours, notYours}},
		{account.Decide, "of ops itself", [5]fault.Code{no, no, hidden, no, notYours}},
		{account.ReadQueue, "own bank", [5]fault.Code{no, no, yes, yes, yes}},
		{account.Arrange, "for authority", [5]fault.Code{no, no, yes, notYours, notYours}},
		{account.Arrange, "for ops", [5]fault.Code{no, no, notYours, yes, notYours}},
		{account.Arrange, "other remit", [5]fault.Code{no, no, hidden, notYours, notYours}},
		{account.Arrange, "of ops itself", [5]fault.Code{no, no, hidden, no, notYours}},
		{account.WriteNote, "own bank", [5]fault.Code{no, no, yes, yes, yes}},
		{account.WriteNote, "other remit", [5]fault.Code{no, no, hidden, yes, yes}},
		{account.ManageSelf, "own bank", [5]fault.Code{}},
		{account.PublishDocuments, "own bank", [5]fault.Code{no, no, no, yes, no}},
		{account.PublishPolicy, "own bank", [5]fault.Code{no, no, no, yes, no}},
		{account.ReadFirewall, "own bank", [5]fault.Code{no, no, no, yes, yes}},
		{account.Suspend, "own bank", [5]fault.Code{no, no, no, no, yes}},
		{account.TakeSecret, "own bank", [5]fault.Code{yes, yes, no, no, no}},
		{account.TakeSecret, "other bank", [5]fault.Code{hidden, hidden, no, no, no}},
		{account.MarkFirewall, "own bank", [5]fault.Code{no, no, no, yes, no}},
		{account.ReadCatalogue, "own bank", [5]fault.Code{no, no, no, yes, yes}},
		{account.ManageCatalogue, "own bank", [5]fault.Code{no, no, no, yes, no}},
		{account.MoveDate, "own bank", [5]fault.Code{yes, yes, no, yes, no}},
		{account.ReadAudit, "own bank", [5]fault.Code{no, no, yes, yes, yes}},
		{account.ReadAudit, "own bureau", [5]fault.Code{no, no, yes, yes, yes}},
		{account.ReadAudit, "other remit", [5]fault.Code{no, no, hidden, yes, yes}},
		{account.ReadAudit, "of ops itself", [5]fault.Code{no, no, hidden, yes, yes}},
	} {
		for i, role := range roles {
			actor := account.Actor{AccountID: "a", OrganisationID: org[role], Role: role, Level: account.LevelTOTP}
			if got := fault.CodeOf(account.May(actor, row.act, objects[row.object])); got != row.want[i] {
				t.Errorf("%s %s %q: got %q, want %q", role, row.act, row.object, got, row.want[i])
			}
		}
	}
}

func TestA7_AMailedCodeReadsAndSubmitsButDoesNotReview(t *testing.T) {
	t.Parallel()
	officer := account.Actor{OrganisationID: "bank", Role: account.Provider, Level: account.LevelMail}
	bureau := account.Actor{OrganisationID: "bureau", Role: account.Authority, Level: account.LevelMail}
	object := account.Object{OrganisationID: "bank", AuthorityID: "bureau", WaitsFor: "bureau"}
	for _, c := range []struct {
		who  account.Actor
		act  account.Act
		want fault.Code
	}{
		{officer, account.ReadCase, ""}, {officer, account.Apply, ""}, {bureau, account.ReadCase, ""}, {bureau, account.Decide, fault.Forbidden},
		{bureau, account.Arrange, fault.Forbidden}, {bureau, account.WriteNote, fault.Forbidden}, {bureau, "something.new", fault.Internal},
		{officer, account.ManageAccounts, fault.Forbidden}, {officer, account.ManageSelf, fault.Forbidden}, {officer, account.ReadAccounts, ""},
	} {
		if got := fault.CodeOf(account.May(c.who, c.act, object)); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.who.Role, c.act, got, c.want)
		}
	}
}

func TestHalfASignInMayNothing(t *testing.T) {
	t.Parallel()
	for _, level := range []account.Level{"", account.LevelPassword, "unheard-of"} {
		a := account.Actor{OrganisationID: "ops", Role: account.Ops, Level: level}
		if err := account.May(a, account.UsePortal, account.Object{}); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("level %q: %v", level, err)
		}
	}
}

func TestAnActWithoutARuleIsRefused(t *testing.T) {
	t.Parallel()
	a := account.Actor{OrganisationID: "ops", Role: account.Ops, Level: account.LevelTOTP}
	if err := account.May(a, "something.new", account.Object{}); !fault.Is(err, fault.Internal) {
		t.Errorf("got %v", err)
	}
}
