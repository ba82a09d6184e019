package kit_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

func TestUI_TitleStartsWithTheHeading(t *testing.T) {
	tests := map[string]struct {
		page kit.Page
		want string
	}{
		"a plain page":     {kit.Page{Title: "草稿"}, "草稿 - MyData管理後臺"},
		"a page with area": {kit.Page{Title: "草稿", Area: kit.TestArea}, "草稿 - MyData管理後臺（測試區）"},
		"a faulty form":    {kit.Page{Title: "草稿", Faults: []fault.Field{{Message: "請修正。"}}}, "錯誤：草稿 - MyData管理後臺"},
		"the sign-in page": {kit.Page{Title: kit.Product}, "MyData管理後臺"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := text(one(t, render(t, "", &shown{Page: test.page}), "title")); got != test.want {
				t.Errorf("title %q, want %q", got, test.want)
			}
		})
	}
}

func TestE3_AreaStandsInWordsInTheHeaderAndOnPrints(t *testing.T) {
	root := render(t, "", &shown{Page: kit.Page{Title: "申請單", Caption: "B1130131001", Area: kit.ProductionArea}})
	if got := text(one(t, root, "header")); !strings.Contains(got, "正式區") {
		t.Errorf("header %q lacks the area", got)
	}
	head := text(one(t, root, "div", "class=print-head"))
	for _, want := range []string{"正式區", "B1130131001", "2024-04-02 00:30"} {
		if !strings.Contains(head, want) {
			t.Errorf("print head %q lacks %q", head, want)
		}
	}
}

func TestUI_LayoutForSomebodySignedIn(t *testing.T) {
	root := render(t, "", &shown{Page: kit.Page{
		Title: "資料審核", Person: kit.Person{Name: "王大明", Organisation: "測試銀行"}, Idle: 15 * time.Minute,
		Trail: []kit.Link{{Text: "首頁", Href: "/"}},
		Menu:  []kit.Entry{{Text: "資料審核", Href: "/cases", Count: "3 件待審", Current: true}, {Text: "帳號管理", Under: []kit.Entry{{Text: "後臺帳號管理", Href: "/accounts"}}}},
	}})
	if got := text(one(t, root, "nav", "aria-label=主選單")); got != "主選單 資料審核 3 件待審 帳號管理 後臺帳號管理" {
		t.Errorf("menu %q", got)
	}
	one(t, root, "a", "href=/base/cases", "aria-current=page")
	one(t, root, "form", "method=post", "action=/base/signout")
	one(t, root, "a", "href=#main", "class=skip")
	one(t, root, "a", "href=/base/", "class=product")
	one(t, root, "section", "data-seconds=900", "hidden")
	if got := text(one(t, root, "footer")); got != "客服電話 0800-009-868，客服信箱 mydata@moda.gov.tw 隱私權保護政策 無障礙聲明 版本 1.2.3" {
		t.Errorf("footer %q", got)
	}
}

func TestUI_LayoutForAStranger(t *testing.T) {
	root := render(t, "", &shown{Page: kit.Page{Title: kit.Product}})
	if len(all(root, "nav")) != 0 || len(all(root, "form")) != 0 || len(all(root, "section")) != 0 {
		t.Error("a stranger is shown a menu, a sign-out or the end of a session")
	}
}

func TestUI_ErrorSummaryLeadsToEachControl(t *testing.T) {
	root := render(t, "", &shown{Page: kit.Page{Title: "連線", Faults: []fault.Field{
		{Key: "host-ips", Control: "host-ips-2", Message: "第 2 列不是 IP 位址。"},
		{Message: "請稍後再試。"},
	}}})
	summary := one(t, root, "section", "class=error-summary", "tabindex=-1")
	if got := text(summary); got != "有 2 個問題需要修正 第 2 列不是 IP 位址。 請稍後再試。" {
		t.Errorf("summary %q", got)
	}
	if got := text(one(t, summary, "a", "href=#host-ips-2")); got != "第 2 列不是 IP 位址。" {
		t.Errorf("link %q", got)
	}
}

func TestPageAnswersOnceItIsWhole(t *testing.T) {
	t.Parallel()
	renderer := newRenderer(t, "", `{{if .Broken}}{{url .BrokenURL}}{{end}}<p>{{.BrokenURL}}</p>`)

	t.Run("with status, type and length", func(t *testing.T) {
		w := httptest.NewRecorder()
		err := renderer.Page(w, httptest.NewRequest(http.MethodGet, "/", nil), http.StatusConflict, "shown", &shown{BrokenURL: "<b>"})
		if err != nil || w.Code != http.StatusConflict || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("err %v, status %d, type %q", err, w.Code, w.Header().Get("Content-Type"))
		}
		if got := w.Header().Get("Content-Length"); got != strconv.Itoa(w.Body.Len()) {
			t.Errorf("length %s of %d", got, w.Body.Len())
		}
		if !strings.Contains(w.Body.String(), "<p>&lt;b&gt;</p>") {
			t.Error("text is not escaped")
		}
	})
	t.Run("without a body to HEAD", func(t *testing.T) {
		w := httptest.NewRecorder()
		if err := renderer.Page(w, httptest.NewRequest(http.MethodHead, "/", nil), http.StatusOK, "shown", &shown{}); err != nil || w.Body.Len() != 0 {
			t.Errorf("err %v, %d bytes", err, w.Body.Len())
		}
	})
	t.Run("not at all when its template fails", func(t *testing.T) {
		w := httptest.NewRecorder()
		err := renderer.Page(w, httptest.NewRequest(http.MethodGet, "/", nil), http.StatusOK, "shown", &shown{Broken: true, BrokenURL: "//evil.example"})
		if err == nil || w.Body.Len() != 0 || len(w.Header()) != 0 {
			t.Errorf("err %v, %d bytes, headers %v", err, w.Body.Len(), w.Header())
		}
	})
	t.Run("not at all when there is no such template", func(t *testing.T) {
		w := httptest.NewRecorder()
		if err := renderer.Page(w, httptest.NewRequest(http.MethodGet, "/", nil), http.StatusOK, "missing", &shown{}); err == nil || w.Body.Len() != 0 {
			t.Errorf("err %v, %d bytes", err, w.Body.Len())
		}
	})
}
