package environment_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/environment"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

var noon = time.Date(2024, 3, 15, 4, 0, 0, 0, time.UTC)

func TestE5_DocumentsHaveEditions(t *testing.T) {
	t.Parallel()
	s, err := environment.Sheet{}.WithDocument(environment.Document{ID: "d", Title: "測試檢核表"})
	if err != nil {
		t.Fatal(err)
	}
	before := s
	for n := 1; n <= environment.MaxEditions+5; n++ {
		if s, err = s.Published("d", upload.File{ID: strconv.Itoa(n)}, noon); err != nil {
			t.Fatal(err)
		}
	}
	d, _ := s.Find("d")
	newest, ok := d.Newest()
	if !ok || newest.Number != environment.MaxEditions+5 || newest.File.ID != strconv.Itoa(newest.Number) || len(d.Editions) != environment.MaxEditions {
		t.Errorf("newest %+v of %d", newest, len(d.Editions))
	}
	if _, found := s.File("3"); found {
		t.Error("an edition that was dropped is still found")
	}
	if f, found := s.File("10"); !found || f.ID != "10" {
		t.Errorf("edition 10: %+v, %v", f, found)
	}
	if old, _ := before.Find("d"); len(old.Editions) != 0 {
		t.Error("the sheet of before was changed")
	}
	if s, err = s.Without("d"); err != nil || len(s.Documents) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	if _, err := s.Published("d", upload.File{}, noon); !fault.Is(err, fault.NotFound) {
		t.Errorf("an edition of nothing: %v", err)
	}
}

func TestE5_HostsAreReadLineByLine(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text    string
		want    []environment.Host
		refused bool
	}{
		"a line in Chinese punctuation":  {"平臺前臺：mydatadev.nat.gov.tw", []environment.Host{{"平臺前臺", "mydatadev.nat.gov.tw"}}, false},
		"an address with its own colons": {"API:https://a.tw:8443/x\r\n\r\n對外IP：2001:b030::1", []environment.Host{{"API", "https://a.tw:8443/x"}, {"對外IP", "2001:b030::1"}}, false},
		"nothing":                        {" \n", nil, false},
		"a line without a name":          {"：a", nil, true},
		"a line without a colon":         {"mydata.nat.gov.tw", nil, true},
		"a line without a value":         {"平臺前臺：", nil, true},
		"too many lines":                 {strings.Repeat("a：b\n", environment.MaxHosts+1), nil, true},
		"a line that is too long":        {"a：" + strings.Repeat("b", 400), nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			got, message := environment.ParseHosts(c.text)
			if diff := cmp.Diff(c.want, got); diff != "" || (message != "") != c.refused {
				t.Errorf("%q: %s", message, diff)
			}
			if again, _ := environment.ParseHosts(environment.TypedHosts(got)); !cmp.Equal(got, again) {
				t.Errorf("typed again it reads %v", again)
			}
		})
	}
}

func TestE5_TitlesAreBounded(t *testing.T) {
	t.Parallel()
	for title, refused := range map[string]bool{"測試檢核表": false, "": true, strings.Repeat("長", 61): true, "a\x00b": true} {
		if got := environment.CheckTitle(title); (got != "") != refused {
			t.Errorf("%q: %q", title, got)
		}
	}
}
