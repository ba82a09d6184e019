package web

import (
	"io/fs"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/files"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
	"mydata.nat.gov.tw/portal/pkg/web/kit/kittest"
)

// TestE4_EveryPageFitsItsTemplate checks types and markup of every page. Pages
// as people get them are audited wherever a test gets one: see browser.
func TestE4_EveryPageFitsItsTemplate(t *testing.T) {
	templates, err := fs.Sub(pages, "templates/page")
	if err != nil {
		t.Fatal(err)
	}
	renderer, err := kit.New(kit.Config{BasePath: basePath, Pages: templates, Phone: "0800-009-868", Mail: "mydata@example.gov.tw",
		Version: "test", Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	sample := kit.Page{Title: "標題"}
	kittest.Templates(t, renderer, templates, map[string][]kit.View{
		"accessibility":        {&accessibilityPage{Page: sample}},
		"account":              {&accountPage{Page: sample}},
		"account_locks":        {&locksPage{Page: sample}},
		"account_organisation": {&settingsPage{Page: sample}},
		"account_officer":      {&officerPage{Page: sample}},
		"account_sub_delete":   {&subDeletePage{Page: sample}},
		"account_sub_new":      {&subNewPage{Page: sample}},
		"accounts":             {&accountsPage{Page: sample}},
		"offerings":            {&offeringsPage{Page: sample}},
		"offering":             {&offeringPage{Page: sample, Acts: &kit.Form{}}},
		"catalogue":            {&cataloguePage{Page: sample, Filters: &kit.Filters{}}},
		"catalogue_retire":     {&catalogueRetirePage{Page: sample}},
		"catalogue_set":        {&catalogueSetPage{Page: sample, Form: &kit.Form{}, Links: []kit.Link{{Text: "下架資料集", Href: "/catalogue"}}, Offer: &kit.Form{}}},
		"keys":                 {&keysPage{Page: sample}},
		"key":                  {&keyPage{Page: sample}},
		"key_revoke":           {&keyRevokePage{Page: sample}},
		"policies":             {&policiesPage{Page: sample}},
		"policy_new":           {&policyNewPage{Page: sample}},
		"policy_version":       {&policyVersionPage{Page: sample}},
		"privacy":              {&privacyPage{Page: sample}},
		"signup_activate":      {&activatePage{Page: sample}},
		"signup_details":       {&signUpDetailsPage{Page: sample}},
		"signup_done":          {&signUpDonePage{Page: sample}},
		"signup_email":         {&emailPage{Page: sample}},
		"signup_policy":        {&policyPage{Page: sample}},
		"signup_sent":          {&sentPage{Page: sample}},
		"signup_type":          {&signUpTypePage{Page: sample}},
		"start":                {&startPage{Page: sample}},
		"action_done":          {&actionDonePage{Page: sample}},
		"action_link":          {&linkPage{Page: sample}},
		"audit":                {&auditPage{Page: sample}},
		"bulletin":             {&bulletinPage{Page: sample, Seen: &kit.Form{Action: "/bulletins/seen"}}},
		"bulletin_edit":        {&bulletinEditPage{Page: sample}},
		"bulletin_retire":      {&bulletinRetirePage{Page: sample}},
		"bulletins":            {&bulletinsPage{Page: sample, Seen: &kit.Form{Action: "/bulletins/seen"}}},
		"case":                 {changedCase(sample), insideCase(sample)},
		"cases":                {&casesPage{Page: sample}},
		"code":                 {&codePage{Page: sample}},
		"decide":               {&decidePage{Page: sample}},
		"decide_lost":          {&lostPage{Page: sample}},
		"document":             {&documentPage{Page: sample, Form: &kit.Form{}}},
		"document_new":         {&documentNewPage{Page: sample}},
		"document_remove":      {&documentRemovePage{Page: sample}},
		"environment":          {&environmentPage{Page: sample, Add: []kit.Link{home}}},
		"environment_hosts":    {&hostsPage{Page: sample}},
		"draft":                {&draftPage{Page: sample, Drop: &kit.Form{}}},
		"draft_preview":        {&draftPreviewPage{Page: sample}},
		"draft_section":        {&draftSectionPage{Page: sample}},
		"drafts":               {&draftsPage{Page: sample}},
		"error":                {&errorPage{Page: sample, Advice: "請稍後再試。"}},
		"firewall":             {&firewallPage{Page: sample}},
		"firewall_changes":     {&changesPage{Page: sample}},
		"history":              {&historyPage{Page: sample}},
		"home":                 {&homePage{Page: sample}},
		"organisation":         {&organisationPage{Page: sample}},
		"print":                {&printPage{Page: sample}},
		"case_copy":            {&caseCopyPage{Page: sample}},
		"search":               {&searchPage{Page: sample, Cases: &kit.Table{}, Services: &kit.Table{}, Organisations: &kit.Table{}, Links: []kit.Link{home}}},
		"service_cases":        {&serviceCasesPage{Page: sample}},
		"service":              {&servicePage{Page: sample}},
		"deadlines":            {&deadlinesPage{Page: sample}},
		"credentials":          {&credentialsPage{Page: sample}},
		"credential_end":       {&credentialEndPage{Page: sample}},
		"secret":               {&secretPage{Page: sample}},
		"service_date":         {&datePage{Page: sample}},
		"service_delete":       {&serviceDeletePage{Page: sample}},
		"suspend":              {&suspendPage{Page: sample, Drop: &kit.Form{}}},
		"service_new":          {&serviceNewPage{Page: sample}},
		"services":             {&servicesPage{Page: sample}},
		"signin":               {&signInPage{Page: sample, Proof: &proof{SiteKey: "key"}}},
		"bind":                 {&bindPage{Page: sample, Head: "標題", Secret: "ABCD EFGH"}},
		"forgot":               {&forgotPage{Page: sample}},
		"forgot_sent":          {&forgotSentPage{Page: sample}},
		"lost":                 {&lostFactorPage{Page: sample}},
		"maintenance":          {&maintenancePage{Page: sample}},
		"me":                   {&mePage{Page: sample}},
		"recovery":             {&recoveryPage{Page: sample, Next: []kit.Link{home}}},
		"reset":                {&resetPage{Page: sample}},
		"resend":               {&resendPage{Page: sample, Secret: true}},
		"upload":               {&uploadPage{Page: sample, Back: home, Send: &files.Form{Fields: []files.Field{{}}}, Form: &kit.Form{}, Hints: []string{""}, Links: []kit.Link{home}}},
		"upload_remove":        {&uploadRemovePage{Page: sample}},
		"reports":              {&reportsPage{Page: sample, Sets: []reportSet{{Title: "標題", Chart: kit.Chart{Bars: []kit.Bar{{Label: "a", Value: 1, Text: "1 件"}}}}}}},
		"withdraw":             {&withdrawPage{Page: sample}},
	})
}

// changedCase is a case whose paper changes something.
func changedCase(p kit.Page) *casePage {
	cost := kit.Cost{Way: form.Direct, Letter: true}
	return &casePage{Page: p, Changed: &kit.Changes{Title: "異動內容", Rows: []kit.ChangeRow{{ID: "name", Label: "服務名稱", Cost: cost, Round: true}}},
		Body: []kit.Summary{{Title: "基本資料", Rows: []kit.SummaryRow{{ID: "name", Label: "服務名稱", Before: &kit.Answer{Text: "甲"}, Round: &kit.Answer{Text: "乙"}, Cost: cost}}},
			{Title: "連線", Fold: "沒有異動"}}}
}
