package form_test

import (
	"encoding/json"
	"net/url"
	"os"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// noon is the moment the tests take place, 2024-03-20 in Taipei.
var noon = time.Date(2024, time.March, 20, 4, 0, 0, 0, time.UTC)

// catalogue is the sample the local installation is seeded with.
func catalogue(t testing.TB) form.Catalogue {
	t.Helper()
	text, err := os.ReadFile("../../infra/local/sample/catalogue.json")
	if err != nil {
		t.Fatal(err)
	}
	var c form.Catalogue
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func context(t testing.TB) form.Context {
	t.Helper()
	return form.Context{Now: noon, Private: true, Domain: "bank.com.tw", Catalogue: catalogue(t)}
}

// application is a page by page complete and faultless set of posted answers.
func application() url.Values {
	return url.Values{
		"category":               {"消費金融"},
		"name":                   {"信用卡線上申辦"},
		"existing":               {"yes"},
		"existing-link":          {"https://www.bank.com.tw/card"},
		"test-start":             {"2024-04-01"},
		"purpose":                {"民眾申請信用卡時提供所得資料。\n\n- 個人各類所得資料"},
		"mode":                   {"person"},
		"data-sets":              {"income-person", "labor-insurance-person"},
		"front-url":              {"https://www.bank.com.tw/apply"},
		"return-url":             {"https://www.bank.com.tw/mydata/result"},
		"sp-api-url":             {"https://api.bank.com.tw:8443/mydata"},
		"sp-api-ips":             {"163.22.21.64"},
		"host-ips":               {"163.22.21.65", "2001:b030::1"},
		"test-ips":               {"163.22.21.66"},
		"hotline":                {"02-1234567"},
		"use-sp-api-key":         {"no"},
		"use-rsa-key":            {"no"},
		"identity-modes":         {"1", "2"},
		"packaging":              {"A"},
		"encryption":             {"aes-gcm"},
		"use-mutual-certificate": {"no"},
	}
}

// with replaces answers; no values leave the name out.
func with(posted url.Values, name form.Key, values ...string) url.Values {
	if len(values) == 0 {
		posted.Del(string(name))
		return posted
	}
	posted[string(name)] = values
	return posted
}

func parse(t testing.TB, posted url.Values) form.Parsed {
	t.Helper()
	p, err := form.Parse(form.On(form.Application), posted, form.Values{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// values are the faultless answers with some of them replaced.
func values(t testing.TB, change func(url.Values)) form.Values {
	t.Helper()
	posted := application()
	if change != nil {
		change(posted)
	}
	return parse(t, posted).Values
}

func check(t testing.TB, v form.Values) form.Findings {
	t.Helper()
	return form.Check(form.On(form.Application), v, context(t))
}

// at lists findings as "control: message".
func at(list []fault.Field) []string {
	var lines []string
	for _, f := range list {
		lines = append(lines, f.Control+": "+f.Message)
	}
	return lines
}
