package form_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/form"
)

func TestAnswersAreShownInTheOrderAndWordsOfTheForm(t *testing.T) {
	t.Parallel()
	v := values(t, func(p url.Values) { with(p, form.DataSets, "income-person", "withdrawn-set") })
	var got []string
	for _, chapter := range form.Answers(form.On(form.Application), v, catalogue(t)) {
		got = append(got, "# "+chapter.Title)
		for _, a := range chapter.Answers {
			got = append(got, a.Field.Title()+" = "+strings.Join(a.Lines(), " / "))
		}
	}
	want := []string{
		"# 基本資料", "服務類別 = 消費金融", "A.服務名稱 = 信用卡線上申辦", "是否為機關原有之服務 = 是 (請提供服務連結)", "服務連結 = https://www.bank.com.tw/card",
		"# 期間", "測試日期 = 2024-04-01 - 2024-06-30",
		"# 項目說明", "B.服務目的與內容 = 民眾申請信用卡時提供所得資料。 /  / - 個人各類所得資料", "C.服務申辦模式 = 個人資料申辦", "C.資料提供單位與資料集 = 財政部財政資訊中心：個人各類所得資料 / 已不在目錄中的資料集：withdrawn-set",
		"# 連線", "D.線上申辦服務網址 = https://www.bank.com.tw/apply", "E.服務跳轉網址 (return_url) = https://www.bank.com.tw/mydata/result", "F.SP-API網址 = https://api.bank.com.tw:8443/mydata",
		"F.SP-API對應IP = 163.22.21.64", "G.連線至MyData APIs之主機IP位址 = 163.22.21.65 / 2001:b030::1", "測試IP位置 = 163.22.21.66",
		"# 安全與客服", "M.客服專線 = 02-1234567", "M.客服專線分機 = ", "H.是否使用SP-API KEY = 否", "I.是否使用RSA Public Key = 否", "J.雙向憑證 = 否", "K.身分驗證模式 = 模式一（由MyData驗證） / 模式二（自行驗證自然人憑證）",
		"L.資料打包模式 = A.資料集一項取得失敗，則全數皆不提供", "傳遞參數加密方式 = AES/GCM",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAnUnansweredQuestionIsEmpty(t *testing.T) {
	t.Parallel()
	for _, chapter := range form.Answers(form.On(form.Application), form.Values{}, form.Catalogue{}) {
		for _, a := range chapter.Answers {
			if !a.Empty || a.Lines() != nil {
				t.Errorf("%s shows %q", a.Field.Key, a.Lines())
			}
		}
	}
}

func TestValuesGiveTypedAnswersToTheRestOfThePortal(t *testing.T) {
	t.Parallel()
	v := values(t, func(p url.Values) { with(p, form.TestIPs, "1.1.1.1", "10.0.0.1", "2001:B030::1") })
	if got := v.Addresses(form.TestIPs); len(got) != 2 || got[1].String() != "2001:b030::1" {
		t.Errorf("addresses %v", got)
	}
	if a, b, c := v.Port(form.SPAPIURL), v.Port(form.FrontURL), v.Port(form.PilotIPs); a != 8443 || b != 443 || c != 0 {
		t.Errorf("ports %d, %d, %d", a, b, c)
	}
	if w, ok := v.TestWindow(); !ok || w.String() != "2024-04-01 - 2024-06-30" {
		t.Errorf("window %v", w)
	}
	if _, ok := (form.Values{form.TestStart: {"soon"}}).TestWindow(); ok {
		t.Error("a window without a day")
	}
	if got := v.Rows(form.PilotIPs); len(got) != 1 || got[0] != "" {
		t.Errorf("rows of an empty list: %q", got)
	}
}

func TestASectionsProgress(t *testing.T) {
	t.Parallel()
	c := context(t)
	v := form.Defaults()
	for _, s := range form.Application.Sections() {
		if got := form.ProgressOf(form.Application, s, v, c); got != form.NotStarted {
			t.Errorf("%s of a new draft is %s", s, got.Label())
		}
	}
	v.Set(form.Name, "信用卡")
	if got := form.ProgressOf(form.Application, form.Basics, v, c); got != form.Incomplete || got.Label() != "未完成" {
		t.Errorf("begun: %s", got)
	}
	full := values(t, nil)
	for _, s := range form.Application.Sections() {
		if got := form.ProgressOf(form.Application, s, full, c); got != form.Complete {
			t.Errorf("%s of a complete draft is %s", s, got.Label())
		}
	}
}
