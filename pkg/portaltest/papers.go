package portaltest

import (
	"maps"
	"net/url"

	"mydata.nat.gov.tw/portal/pkg/form"
)

// DataSet is an application for one data set without faults.
func DataSet() form.Values { return read(form.ProviderPaper, PostedSet(1)) }

// DataSets is one for two data sets: 存款餘額 and 放款餘額.
func DataSets() form.Values {
	posted := PostedSet(1)
	posted.Set("add", form.AddSet)
	v := parse(form.ProviderPaper, posted, form.DefaultsOf(form.ProviderPaper))
	posted.Del("add")
	maps.Copy(posted, PostedSet(2))
	posted.Set(string(form.SetKey(form.SetName, 2)), "放款餘額")
	return parse(form.ProviderPaper, posted, v)
}

// PostedSet is the answers about one data set as a browser sends them, with
// those that concern all.
func PostedSet(n int) url.Values {
	posted := url.Values{string(form.CallerIPs): {"203.66.36.40"}, string(form.CertExpiry): {"2025-03-31"}}
	for k, list := range map[form.Key][]string{form.SetName: {"存款餘額"}, form.SetSubject: {string(form.Person)}, form.SetSummary: {"各存款帳戶的即時餘額。"},
		form.SetFields: {"account_no", "balance"}, form.SetLevel: {"3"}, form.SetTiming: {form.Immediate}, form.SetLag: {"無"},
		form.SetAPIURL: {"https://api.bank.example.com.tw/dp"}, form.SetAPIIPs: {"203.66.36.10"}, form.SetParams: {"year"}} {
		posted[string(form.SetKey(k, n))] = list
	}
	for k, list := range map[form.Key][]string{form.SetFields: {"帳號", "餘額"}, form.SetParams: {"年度"}} {
		posted[form.NameField(form.SetKey(k, n))] = list
	}
	return posted
}

// CounterService is an application for a counter service without faults.
func CounterService() form.Values {
	return read(form.CounterPaper, url.Values{
		string(form.Category): {"消費金融"}, string(form.Name): {"臨櫃開戶"}, string(form.Purpose): {"民眾臨櫃開戶時，經同意提供戶籍資料。"},
		string(form.Mode): {form.ModePerson}, string(form.DataSets): {"moi-household"}, string(form.Hotline): {"02-12345678"},
		string(form.Counters): {"忠孝分行，臺北市中正區忠孝西路一段1號"}})
}

func read(p form.Paper, posted url.Values) form.Values { return parse(p, posted, form.DefaultsOf(p)) }

func parse(p form.Paper, posted url.Values, v form.Values) form.Values {
	parsed, err := form.Parse(form.For(form.On(p), v), posted, v)
	if err != nil {
		panic(err) // the sample is at fault
	}
	return parsed.Values
}
