package form_test

import (
	"fmt"
	"net/url"
	"time"

	"mydata.nat.gov.tw/portal/pkg/form"
)

// A page handler reads one section, saves what was typed whatever it is, and
// goes on only where there are no faults.
func Example() {
	draft := form.Defaults()
	page := form.In(form.Application, form.Connection)
	posted := url.Values{
		"front-url": {"https://www.example.com.tw/apply"}, "return-url": {"http://www.example.com.tw/result"},
		"sp-api-url": {"https://api.example.com.tw/mydata"}, "sp-api-ips": {"163.22.21.64"},
		"host-ips": {"163.22.21.65", "10.0.0.1"}, "test-ips": {"163.22.21.66"},
		"form_key": {"0123"}, // a name of the page itself
	}

	parsed, err := form.Parse(page, posted, draft, "form_key")
	if err != nil {
		fmt.Println(err) // no page of ours: 400
		return
	}
	draft = parsed.Values // save it, with parsed.Secrets encrypted beside it

	now := time.Date(2024, 3, 20, 4, 0, 0, 0, time.UTC)
	found := form.Check(page, draft, form.Context{Now: now})
	for _, f := range found.Faults { // 422: the page again, with these
		fmt.Println("#"+f.Control, f.Message)
	}
	// Output:
	// #return-url 服務跳轉網址 (return_url)：網址須以 https:// 開頭。
	// #host-ips-2 連線至MyData APIs之主機IP位址第 2 列：10.0.0.1 是私有網段的位址，請輸入對外的 IP 位址。
}
