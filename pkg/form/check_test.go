package form_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

func TestB2_AFaultlessApplicationHasNoFindings(t *testing.T) {
	t.Parallel()
	got := check(t, values(t, nil))
	if got.Err() != nil || len(got.Warnings) > 0 {
		t.Errorf("faults %v, warnings %v", at(got.Faults), at(got.Warnings))
	}
}

func TestB6_EveryFaultOfAnEmptyApplicationIsTold(t *testing.T) {
	t.Parallel()
	want := []string{
		"category: 請選擇服務類別。", "name: 請輸入服務名稱。", "existing-yes: 請選擇是否為機關原有之服務。", "test-start: 請選擇測試日期。", "purpose: 請輸入服務目的與內容。",
		"mode-person: 請選擇服務申辦模式。", "data-sets-household-person: 請選擇資料提供單位與資料集。", "front-url: 請輸入線上申辦服務網址。", "return-url: 請輸入服務跳轉網址 (return_url)。",
		"sp-api-url: 請輸入SP-API網址。", "sp-api-ips-1: 請輸入SP-API對應IP。", "host-ips-1: 請輸入連線至MyData APIs之主機IP位址。", "test-ips-1: 請輸入測試IP位置。", "hotline: 請輸入客服專線。",
		"use-sp-api-key-yes: 請選擇是否使用SP-API KEY。", "use-rsa-key-yes: 請選擇是否使用RSA Public Key。", "use-mutual-certificate-yes: 請選擇雙向憑證。", "identity-modes-1: 請選擇身分驗證模式。",
		"packaging-A: 請選擇資料打包模式。", "encryption-aes-cbc: 請選擇傳遞參數加密方式。",
	}
	got := check(t, form.Values{})
	if diff := cmp.Diff(want, at(got.Faults)); diff != "" {
		t.Error(diff)
	}
	if fields := fault.FieldsOf(got.Err()); len(fields) != len(want) || !fault.Is(got.Err(), fault.Invalid) {
		t.Errorf("as an error it carries %d fields", len(fields))
	}
}

func TestB2_EachAnswerIsCheckedAtItsControl(t *testing.T) {
	t.Parallel()
	many := make([]string, 51)
	for i := range many {
		many[i] = fmt.Sprintf("163.22.21.%d", i+1)
	}
	for name, c := range map[string]struct {
		key    form.Key
		values []string
		faults []string
	}{
		"a category the catalogue lacks":   {form.Category, []string{"賭博"}, []string{"category: 請從列出的選項中選擇服務類別。"}},
		"a name of 100 rare characters":    {form.Name, []string{strings.Repeat("𠮷", 100)}, nil},
		"a name of 101 characters":         {form.Name, []string{strings.Repeat("名", 101)}, []string{"name: 服務名稱最多 100 字，目前 101 字。"}},
		"a name with a direction mark":     {form.Name, []string{"信用\u202e卡"}, []string{"name: 服務名稱含有看不見的控制字元，請重新輸入。"}},
		"a name with a line break":         {form.Name, []string{"信用\n卡"}, []string{"name: 服務名稱含有看不見的控制字元，請重新輸入。"}},
		"a name with an emoji family":      {form.Name, []string{"家庭👨‍👩‍👧卡"}, nil},
		"an existing answer out of thin":   {form.Existing, []string{"maybe"}, []string{"existing-yes: 請從列出的選項中選擇是否為機關原有之服務。"}},
		"no link to the existing service":  {form.ExistingLink, []string{" "}, []string{"existing-link: 請輸入服務連結。"}},
		"a link with a fragment":           {form.ExistingLink, []string{"https://www.bank.com.tw/#/card"}, nil},
		"a link that is too long":          {form.ExistingLink, []string{"https://www.bank.com.tw/" + strings.Repeat("a", 977)}, []string{"existing-link: 服務連結最多 1000 字，目前 1001 字。"}},
		"a start that is no day":           {form.TestStart, []string{"2024-02-30"}, []string{"test-start: 測試日期：請輸入存在的日期，格式為 2024-04-01。"}},
		"a start yesterday":                {form.TestStart, []string{"2024-03-19"}, []string{"test-start: 測試日期不能早於今天（2024-03-20）。"}},
		"a start today":                    {form.TestStart, []string{"2024-03-20"}, nil},
		"a start in a year":                {form.TestStart, []string{"2025-03-20"}, nil},
		"a start beyond a year":            {form.TestStart, []string{"2025-03-21"}, []string{"test-start: 測試日期最晚為一年內（2025-03-20）。"}},
		"a purpose of 4001 characters":     {form.Purpose, []string{strings.Repeat("字", 4001)}, []string{"purpose: 服務目的與內容最多 4000 字，目前 4001 字。"}},
		"a purpose of 201 lines":           {form.Purpose, []string{strings.Repeat("- 一\n", 201)}, []string{"purpose: 服務目的與內容最多 200 行，目前有 201 行。"}},
		"a mode that is none":              {form.Mode, []string{"家庭"}, []string{"mode-person: 請從列出的選項中選擇服務申辦模式。"}},
		"a data set about companies":       {form.DataSets, []string{"company-register"}, []string{"data-sets-company-register: 資料提供單位與資料集：「公司登記資料」不適用於所選的服務申辦模式。"}},
		"a data set that is gone":          {form.DataSets, []string{"income-person", "gone"}, []string{"data-sets-household-person: 資料提供單位與資料集：選取的資料集有一項已不在目錄中，請重新選擇。"}},
		"a front end without https":        {form.FrontURL, []string{"http://www.bank.com.tw"}, []string{"front-url: 線上申辦服務網址：網址須以 https:// 開頭。"}},
		"a return_url with a fragment":     {form.ReturnURL, []string{"https://www.bank.com.tw/#x"}, []string{"return-url: 服務跳轉網址 (return_url)：這個網址不能帶 # 片段。"}},
		"an SP-API by its address":         {form.SPAPIURL, []string{"https://163.22.21.64/api"}, []string{"sp-api-url: SP-API網址：網址請用主機名稱，不能用 IP 位址。"}},
		"a private address in row 2":       {form.HostIPs, []string{"163.22.21.64", "10.0.0.1"}, []string{"host-ips-2: 連線至MyData APIs之主機IP位址第 2 列：10.0.0.1 是私有網段的位址，請輸入對外的 IP 位址。"}},
		"faults in several rows":           {form.SPAPIIPs, []string{"x", "163.22.21.64", "::1"}, []string{"sp-api-ips-1: SP-API對應IP第 1 列：請輸入正確的 IPv4 或 IPv6 位址，例如 163.22.21.64。", "sp-api-ips-3: SP-API對應IP第 3 列：::1 是本機迴路位址，請輸入對外的 IP 位址。"}},
		"one address twice":                {form.TestIPs, []string{"163.22.21.64", "163.22.21.64"}, []string{"test-ips-2: 測試IP位置第 2 列：與第 1 列重複。"}},
		"one address in two spellings":     {form.TestIPs, []string{"2001:B030:0::1", "1.1.1.1", "2001:b030::1"}, []string{"test-ips-3: 測試IP位置第 3 列：與第 1 列重複。"}},
		"51 addresses":                     {form.HostIPs, many, []string{"host-ips-51: 連線至MyData APIs之主機IP位址最多 50 列。"}},
		"50 addresses":                     {form.HostIPs, many[:50], nil},
		"a hotline without area code":      {form.Hotline, []string{"23456789"}, []string{"hotline: 客服專線：請輸入含區碼的電話號碼，例如 02-1234567。"}},
		"an extension with a hash":         {form.Extension, []string{"#123"}, nil},
		"an extension of words":            {form.Extension, []string{"轉123"}, []string{"hotline-extension: 客服專線分機：分機請輸入 1 到 6 位數字，例如 #123。"}},
		"an identity mode that is none":    {form.IdentityModes, []string{"1", "4"}, []string{"identity-modes-1: 請從列出的選項中選擇身分驗證模式。"}},
		"a packaging that is none":         {form.Packaging, []string{"C"}, []string{"packaging-A: 請從列出的選項中選擇資料打包模式。"}},
		"an encryption of other times":     {form.Encryption, []string{"DES"}, []string{"encryption-aes-cbc: 請從列出的選項中選擇傳遞參數加密方式。"}},
		"H chosen and no key given":        {form.UseAPIKey, []string{"yes"}, []string{"sp-api-key: 請提供SP-API KEY 金鑰或憑證。"}},
		"I chosen and no key given":        {form.UseRSAKey, []string{"yes"}, []string{"rsa-key: 請提供RSA Public Key 公開金鑰。"}},
		"J chosen and no certificate":      {form.UseMutual, []string{"yes"}, []string{"mutual-certificate: 請提供雙向憑證內容。"}},
		"a new service without its file":   {form.Existing, []string{"no"}, []string{"existing-file: 請上傳服務說明文件。"}},
		"the name of the service is blank": {form.Name, []string{"\u3000 \t"}, []string{"name: 請輸入服務名稱。"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := check(t, values(t, func(p url.Values) { with(p, c.key, c.values...) }))
			if diff := cmp.Diff(c.faults, at(got.Faults)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMoreDataSetsThanAnApplicationMayHave(t *testing.T) {
	t.Parallel()
	c, v := context(t), values(t, nil)
	var ids []string
	sets := make([]form.DataSet, 51)
	for i := range sets {
		sets[i] = form.DataSet{ID: fmt.Sprint("set-", i), Name: "資料", Subject: form.Person}
		ids = append(ids, sets[i].ID)
	}
	c.Catalogue.Providers = []form.Provider{{ID: "empty", Name: "無"}, {ID: "p", Name: "單位", DataSets: sets}}
	v.Set(form.DataSets, ids...)
	got := form.Check(form.In(form.Application, form.Project), v, c)
	if diff := cmp.Diff([]string{"data-sets-set-0: 資料提供單位與資料集：資料集最多選 50 項，目前選了 51 項。"}, at(got.Faults)); diff != "" {
		t.Error(diff)
	}
}

func TestC_BothSubjectsNeedADataSetEach(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mode  string
		sets  []string
		fault bool
	}{
		"both kinds for both subjects":    {form.ModeBoth, []string{"income-person", "company-register"}, false},
		"only persons for both subjects":  {form.ModeBoth, []string{"income-person"}, true},
		"only companies for both":         {form.ModeBoth, []string{"company-register"}, true},
		"companies for a company":         {form.ModeCompany, []string{"company-register"}, false},
		"persons for a company":           {form.ModeCompany, []string{"income-person"}, true},
		"persons for several persons":     {form.ModeSeveral, []string{"income-person"}, false},
		"a company among several persons": {form.ModeSeveral, []string{"income-person", "company-register"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := check(t, values(t, func(p url.Values) { with(with(p, form.Mode, c.mode), form.DataSets, c.sets...) }))
			if (len(got.Faults) > 0) != c.fault {
				t.Errorf("faults %v", at(got.Faults))
			}
		})
	}
}

func TestB5_WarningsDoNotStandInTheWay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key      form.Key
		values   []string
		warnings []string
	}{
		"three test IPs":                    {form.TestIPs, []string{"1.1.1.1", "1.1.1.2", "1.1.1.3"}, nil},
		"a fourth test IP":                  {form.TestIPs, []string{"1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4"}, []string{"test-ips-4: 測試IP建議至多 3 個，目前有 4 個。"}},
		"a return_url of another domain":    {form.ReturnURL, []string{"https://bank.com.tw.partner.com/x"}, []string{"return-url: 服務跳轉網址不在機關的網域（bank.com.tw）之下，審核人員會確認其歸屬。"}},
		"a return_url of a neighbour":       {form.ReturnURL, []string{"https://mybank.com.tw/x"}, []string{"return-url: 服務跳轉網址不在機關的網域（bank.com.tw）之下，審核人員會確認其歸屬。"}},
		"a return_url deep in the domain":   {form.ReturnURL, []string{"https://A.b.BANK.com.tw/x"}, nil},
		"a purpose with a placeholder":      {form.Purpose, []string{"提供「應備文件2」。"}, []string{"purpose: 範例句裡的「應備文件2」還沒有換成實際名稱。"}},
		"parameters encrypted with AES/CBC": {form.Encryption, []string{"aes-cbc"}, []string{"encryption-aes-cbc: AES/GCM 能防止內容遭竄改，建議優先採用。"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := check(t, values(t, func(p url.Values) { with(p, c.key, c.values...) }))
			if diff := cmp.Diff(c.warnings, at(got.Warnings)); diff != "" {
				t.Error(diff)
			}
			if got.Err() != nil {
				t.Errorf("faults %v", at(got.Faults))
			}
		})
	}
}

func TestB10_AnUnknownDomainOfTheOrganisationWarnsOfNothing(t *testing.T) {
	t.Parallel()
	for _, domain := range []string{"", "gov.tw", "localhost"} {
		c := context(t)
		c.Domain = domain
		if got := form.Check(form.In(form.Application, form.Connection), values(t, nil), c); len(got.Warnings) > 0 {
			t.Errorf("domain %q: %v", domain, at(got.Warnings))
		}
	}
}

func TestD5_TheGoLiveDateLeavesTimeForTheReport(t *testing.T) {
	t.Parallel()
	for day, want := range map[string][2]int{ // faults and warnings
		"2024-03-19": {1, 0}, "2024-03-20": {1, 0}, "2024-03-21": {0, 1}, "2024-03-27": {0, 1}, "2024-03-28": {0, 0}, "2025-03-20": {0, 0}, "2025-03-21": {1, 0},
	} {
		got := form.Check(form.In(form.GoLive, form.Period), form.Values{form.GoLiveDate: {day}}, context(t))
		if len(got.Faults) != want[0] || len(got.Warnings) != want[1] {
			t.Errorf("%s: faults %v, warnings %v", day, at(got.Faults), at(got.Warnings))
		}
	}
}

func TestHotlinesThePublicCanDial(t *testing.T) {
	t.Parallel()
	good := []string{"02-1234567", "0800-009-868", "(02)2345-6789", "(02) 2345 6789", "037-123456", "(037)123-456", "0836-22000", "0912-345-678", "0912345678", "+886-2-2345-6789", "+886 2 2345 6789", "+886912345678", "1950", "165", "412-8077", "449-9999", "02 1234 5678"}
	bad := []string{"0", "12", "23456789", "02-12345", "02-123456789", "00000000000", "+0-2-2345", "+886", "(02-12345678", "02)12345678", "((02))12345678", "02--1234567", "-02-1234567", "02-1234567-", "02-1234567#123", "02-1234567 轉 123",
		"０２-1234567", "02.1234567", "phone", "+886-2-2345-6789-0000-11", "1234567890", "999", "512-8077", "12345", "02/1234567", "tel:02-1234567", "02\t1234567", "02-1234567;rm"}
	for _, s := range good {
		if got := check(t, values(t, func(p url.Values) { with(p, form.Hotline, s) })); got.Err() != nil {
			t.Errorf("%q was refused", s)
		}
	}
	for _, s := range bad {
		if got := check(t, values(t, func(p url.Values) { with(p, form.Hotline, s) })); got.Err() == nil {
			t.Errorf("%q was taken", s)
		}
	}
}
