package portaltest

import (
	"net/url"

	"mydata.nat.gov.tw/portal/pkg/form"
)

// DataSet is an application for one data set without faults.
func DataSet() form.Values { return read(form.ProviderPaper, PostedSet(1)) }

// DataSets is one for two data sets: 存款餘額 and 放款餘額.
func DataSets() form.Values {
	v := DataSet()
	parsed, err := form.Parse(form.For(form.In(form.ProviderPaper, form.Offered), v), url.Values{"add": {form.AddSet}}, v)
	if err != nil {
		panic(err) // the sample is at fault
	}
	for name, list := range PostedSet(2) {
		parsed.Values.Set(form.Key(name), list...)
	}
	for _, f := range form.On(form.ProviderPaper) {
		if k := form.SetKey(f.Key, 1); f.Section == form.Offered {
			parsed.Values.Set(k, v.List(k)...)
		}
	}
	parsed.Values.Set(form.SetKey(form.SetName, 2), "放款餘額")
	return parsed.Values
}

// PostedSet is the answers about one data set as a browser sends them, with
// those that concern all.
func PostedSet(n int) url.Values {
	posted := url.Values{string(form.CallerIPs): {"203.66.36.40"}, string(form.CertExpiry): {"2025-03-31"}}
	for k, list := range map[form.Key][]string{form.SetName: {"存款餘額"}, form.SetSubject: {string(form.Person)}, form.SetSummary: {"各存款帳戶的即時餘額。"},
		form.SetFields: {"account_no 帳號", "balance 餘額"}, form.SetLevel: {"3"}, form.SetTiming: {form.Immediate}, form.SetLag: {"無"},
		form.SetAPIURL: {"https://api.bank.example.com.tw/dp"}, form.SetAPIIPs: {"203.66.36.10"}, form.SetParams: {"year 年度"}} {
		posted[string(form.SetKey(k, n))] = list
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

func read(p form.Paper, posted url.Values) form.Values {
	v := form.DefaultsOf(p)
	parsed, err := form.Parse(form.For(form.On(p), v), posted, v)
	if err != nil {
		panic(err) // the sample is at fault
	}
	return parsed.Values
}
