package notice

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func mustRender(t *testing.T, n Notice) Mail {
	t.Helper()
	content, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	mail, err := Render(n.Name(), content, frame)
	if err != nil {
		t.Fatalf("%s: %v", n.Name(), err)
	}
	return mail
}

// each calls check for every notice in every dress.
func each(t *testing.T, check func(t *testing.T, n Notice, mail Mail)) {
	t.Helper()
	dresses := map[string][]Notice{"empty": empties(), "usual": notices(usual), "long": notices(long),
		"rare": notices(rare), "hostile": notices(hostile)}
	for dress, list := range dresses {
		for _, n := range list {
			t.Run(dress+" "+n.Name(), func(t *testing.T) { check(t, n, mustRender(t, n)) })
		}
	}
}

func TestEveryNoticeHasASample(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, n := range notices(usual) {
		seen[n.Name()] = true
	}
	for name := range decoders {
		if !seen[name] {
			t.Errorf("no sample of %s", name)
		}
	}
	if len(empties()) != len(decoders) {
		t.Errorf("%d empty samples of %d notices", len(empties()), len(decoders))
	}
}

func TestTextAndHTMLSayTheSame(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, _ Notice, mail Mail) {
		text := squeeze(strings.TrimPrefix(mail.Text, "【測試區】"))
		shown := squeeze(strings.NewReplacer("個人化資料自主運用(MyData)平臺\n", "", "測試區\n", "").Replace(visible(t, mail.HTML)))
		if diff := cmp.Diff(text, shown); diff != "" {
			t.Errorf("text and HTML differ (-text +html):\n%s\n%s", diff, mail.Text)
		}
	})
}

// squeeze leaves out what only arranges words: space, the mark between a label
// and its value, and the numbers of a list's entries. It cuts into sentences, so
// that a difference can be read.
func squeeze(s string) []string {
	s = regexp.MustCompile(`(?m)^ *\d\. `).ReplaceAllString(s, "")
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, "：", "")), "")
	return strings.SplitAfter(s, "。")
}

// visible is what a mail program shows of an opened document: one line for each
// text node.
func visible(t *testing.T, document string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "title" && !hidden(n.Parent) {
			b.WriteString(strings.TrimSpace(n.Data) + "\n")
		}
	}
	return b.String()
}

// hidden reports whether an element is the preview: neither shown nor read out.
func hidden(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "aria-hidden" && a.Val == "true" })
}

func TestTheFirstElementIsAHiddenPreview(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, _ Notice, mail Mail) {
		root, err := html.Parse(strings.NewReader(mail.HTML))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode || n.Parent.Data != "body" {
				continue
			}
			_, body, _ := strings.Cut(mail.Text, "您好：\n\n")
			first, _, _ := strings.Cut(body, "\n\n")
			if !hidden(n) || first == "" || n.FirstChild == nil || n.FirstChild.Data != first {
				t.Errorf("it is not %q:\n%s", first, mail.HTML)
			}
			return
		}
		t.Error("the mail is empty")
	})
}

func TestTrust22_WhatPeopleTypeStaysText(t *testing.T) {
	t.Parallel()
	allowed := map[string]bool{"html": true, "head": true, "meta": true, "title": true, "body": true, "table": true, "tbody": true,
		"tr": true, "td": true, "th": true, "h1": true, "h2": true, "p": true, "span": true, "strong": true, "br": true, "a": true, "ol": true, "li": true}
	each(t, func(t *testing.T, n Notice, mail Mail) {
		if strings.ContainsFunc(mail.Subject, unicode.IsControl) {
			t.Errorf("subject %q has a control character", mail.Subject)
		}
		root, err := html.Parse(strings.NewReader(mail.HTML))
		if err != nil {
			t.Fatal(err)
		}
		for e := range root.Descendants() {
			if e.Type != html.ElementNode {
				continue
			}
			if !allowed[e.Data] {
				t.Errorf("element <%s>", e.Data)
			}
			for _, a := range e.Attr {
				switch {
				case strings.HasPrefix(a.Key, "on"), a.Key == "src", a.Key == "class":
					t.Errorf("attribute %s=%q", a.Key, a.Val)
				case a.Key == "href" && !strings.HasPrefix(a.Val, frame.Portal+"/"):
					t.Errorf("link to %q", a.Val)
				}
			}
		}
		for _, part := range []string{mail.Text, mail.HTML} {
			if strings.ContainsAny(part, "\u202E\u0000\u2028\r") || strings.Contains(part, "{{") && !strings.Contains(part, "{{.Phone}}") {
				t.Errorf("%s lets a control character through", n.Name())
			}
		}
	})
}

func TestTrust22_NothingTypedPosesAsALineOfOurs(t *testing.T) {
	t.Parallel()
	for _, n := range notices(hostile) {
		text := mustRender(t, n).Text
		for _, ours := range []string{"此為系統信件，請勿回信。", "如有任何疑問，請洽客服電話：", "查看申請單：\n"} {
			if got := strings.Count("\n"+text, "\n"+ours); got > 1 {
				t.Errorf("%s: %q begins %d lines:\n%s", n.Name(), ours, got, text)
			}
		}
		if strings.Contains(text, "\nBcc:") || strings.Contains(text, "\nhttps://evil.example") {
			t.Errorf("%s: a line was forged:\n%s", n.Name(), text)
		}
	}
}

func TestSubjects(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"case-received":   "【個人化資料自主運用(MyData)平臺】【測試區】申請單已送出（系統信件）",
		"stage-opened":    "【個人化資料自主運用(MyData)平臺】【測試區】申請單待審核（系統信件）",
		"case-returned":   "【個人化資料自主運用(MyData)平臺】【測試區】申請單退回補正（系統信件）",
		"case-refused":    "【個人化資料自主運用(MyData)平臺】【測試區】申請單審核未通過（系統信件）",
		"test-approved":   "【個人化資料自主運用(MyData)平臺】【測試區】申請測試審核通過通知（系統信件）",
		"window-reminder": "【個人化資料自主運用(MyData)平臺】【測試區】測試期限即將到期（系統信件）",
		"window-ended":    "【個人化資料自主運用(MyData)平臺】【測試區】測試期限已到期（系統信件）",

		"extension-approved": "【個人化資料自主運用(MyData)平臺】【測試區】延長測試審核通過通知（系統信件）",
		"change-approved":    "【個人化資料自主運用(MyData)平臺】【測試區】異動審核通過通知（系統信件）",
		"change-applied":     "【個人化資料自主運用(MyData)平臺】【測試區】異動生效通知（系統信件）",
		"pilot-approved":     "【個人化資料自主運用(MyData)平臺】【測試區】申請試辦審核通過通知（系統信件）",
		"pilot-done":         "【個人化資料自主運用(MyData)平臺】【測試區】申請單審核通過（系統信件）",
		"live":               "【個人化資料自主運用(MyData)平臺】【測試區】服務上線通知（系統信件）",
		"date-moved":         "【個人化資料自主運用(MyData)平臺】【測試區】上線日期異動通知（系統信件）",
		"report-reminder":    "【個人化資料自主運用(MyData)平臺】【測試區】試辦報告繳交提醒（系統信件）",
		"report-overdue":     "【個人化資料自主運用(MyData)平臺】【測試區】試辦報告逾期（系統信件）",

		"offering-approved": "【個人化資料自主運用(MyData)平臺】申請單審核通過（系統信件）",

		"case-withdrawn": "【個人化資料自主運用(MyData)平臺】【測試區】申請單已撤回（系統信件）",
		"digest":         "【個人化資料自主運用(MyData)平臺】待審核案件彙整（系統信件）",
		"invitation":     "【個人化資料自主運用(MyData)平臺】後臺帳號邀請（系統信件）",

		"delisted":             "【個人化資料自主運用(MyData)平臺】【測試區】服務下架通知（系統信件）",
		"suspended":            "【個人化資料自主運用(MyData)平臺】【測試區】服務暫停通知（系統信件）",
		"resumed":              "【個人化資料自主運用(MyData)平臺】【測試區】恢復介接通知（系統信件）",
		"maintenance":          "【個人化資料自主運用(MyData)平臺】【測試區】服務維護通知（系統信件）",
		"certificate-expiring": "【個人化資料自主運用(MyData)平臺】【測試區】憑證即將到期（系統信件）",
		"secret-changed":       "【個人化資料自主運用(MyData)平臺】【測試區】帳號安全通知（系統信件）",

		"activation":       "【個人化資料自主運用(MyData)平臺】後臺帳號註冊驗證信（系統信件）",
		"address-known":    "【個人化資料自主運用(MyData)平臺】後臺帳號註冊通知（系統信件）",
		"account-approved": "【個人化資料自主運用(MyData)平臺】後臺帳號審核通過（系統信件）",
		"account-refused":  "【個人化資料自主運用(MyData)平臺】後臺帳號審核未通過（系統信件）",
		"account-decided":  "【個人化資料自主運用(MyData)平臺】帳號申請審核結果（系統信件）",
		"person-joined":    "【個人化資料自主運用(MyData)平臺】帳號申請審核結果（系統信件）",
		"welcome":          "【個人化資料自主運用(MyData)平臺】後臺帳號已建立（系統信件）",
		"security-notice":  "【個人化資料自主運用(MyData)平臺】帳號安全通知（系統信件）",
		"password-link":    "【個人化資料自主運用(MyData)平臺】設定密碼（系統信件）",
		"sign-in-code":     "【個人化資料自主運用(MyData)平臺】登入驗證碼（系統信件）",
	}
	for _, n := range notices(usual) {
		if about, ok := n.(interface{ Subject() string }); ok && about.Subject() == "帳號" && (n.Name() == "case-received" || n.Name() == "stage-opened") {
			continue // of no area
		}
		if opened, ok := n.(StageOpened); ok && opened.Answered != nil {
			if got := mustRender(t, n).Subject; !strings.Contains(got, "申請單已由同仁審核") {
				t.Errorf("a stage that is answered is announced as %s", got)
			}
			continue
		}
		if diff := cmp.Diff(want[n.Name()], mustRender(t, n).Subject); diff != "" {
			t.Errorf("%s (-want +got):\n%s", n.Name(), diff)
		}
	}
	production := CaseReceived{Case: Case{Area: casefile.ProductionArea}}
	if got := mustRender(t, production).Subject; !strings.Contains(got, "【正式區】") {
		t.Errorf("subject of 正式區: %s", got)
	}
}

func TestF2_CaseMailsSayWhereTheCaseStands(t *testing.T) {
	t.Parallel()
	for _, n := range notices(usual) {
		about, ok := n.(interface{ Subject() string })
		if !ok {
			continue // about no case
		}
		text := mustRender(t, n).Text
		facts := []string{about.Subject() + "：網路開戶服務", "申請機關：第一示範商業銀行股份有限公司", "目前辦理單位：", "\n接下來\n"}
		switch about.Subject() {
		case "帳號":
			facts = append(facts, "申請單號：D1130131001", "申請項目：帳號新增")
		case "資料集名稱":
			facts = append(facts, "申請單號：A1130131001", "申請項目：資料新增")
		default:
			facts = append(facts, "申請單號：B1130131001", "申請項目：測試", frame.Portal+"/cases/B1130131001")
		}
		for _, fact := range facts {
			if !strings.Contains(text, fact) {
				t.Errorf("%s lacks %q:\n%s", n.Name(), fact, text)
			}
		}
	}
}

func TestC6_OnlyTheFrameBringsTheActionLink(t *testing.T) {
	t.Parallel()
	n := StageOpened{Case: Case{Number: "B1130131001"}}
	mail := mustRender(t, n)
	for _, part := range []string{mail.Text, mail.HTML} {
		if strings.Count(part, frame.Action.URL) == 0 || !strings.Contains(part, "2024-02-15 00:00（臺北時間）") {
			t.Errorf("link or its end in Taipei time is missing:\n%s", part)
		}
	}
	content, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	plain := frame
	plain.Action = Action{}
	mail, err = Render(n.Name(), content, plain)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(mail.Text, "專屬連結") || strings.Contains(mail.HTML, "專屬連結") {
		t.Errorf("speaks of a link it has not:\n%s", mail.Text)
	}
}

func TestRenderRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ name, content string }{
		"a name that is no notice":         {"stage-closed", `{}`},
		"an empty name":                    {"", `{}`},
		"content that is no JSON":          {"stage-opened", `<`},
		"content of another shape":         {"stage-opened", `{"stages":3}`},
		"an area there is not":             {"stage-opened", `{"area":"moon"}`},
		"a role that nobody is invited to": {"invitation", `{"role":"provider"}`},
	} {
		t.Run(name, func(t *testing.T) {
			mail, err := Render(c.name, []byte(c.content), frame)
			if !fault.Is(err, fault.Internal) || mail != (Mail{}) {
				t.Errorf("got %v, %v", mail, err)
			}
		})
	}
	if _, err := Render("case-received", []byte(`{"of tomorrow":1}`), frame); err != nil {
		t.Errorf("a field of a newer version: %v", err)
	}
}

func TestAbout(t *testing.T) {
	t.Parallel()
	c := casefile.Case{Number: "B1130131001", Area: casefile.TestArea, ServiceName: "網路開戶", OrganisationName: "測試銀行", AuthorityName: "銀行局"}
	r := casefile.Review{Kind: casefile.TestKind, ChainName: chain.Full, ChainVersion: 1, Round: 2, Stage: 3}
	got, err := About(c, r)
	if err != nil {
		t.Fatal(err)
	}
	want := Case{Number: "B1130131001", Area: casefile.TestArea, Service: "網路開戶", Organisation: "測試銀行", Item: "測試", Round: 2, Stage: 3,
		Stages: []string{"機關單位 – 銀行局", "維運團隊", "機關單位 – 銀行局發文", "數位發展部"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("About (-want +got):\n%s", diff)
	}
	at := time.Date(2024, 2, 7, 3, 46, 0, 0, time.UTC)
	answered := got.Answered(casefile.Stage{Order: 2, Answer: chain.Approve, Opinion: "同意辦理", Decided: at})
	if diff := cmp.Diff(Decision{Party: "維運團隊", Answer: chain.Approve, Opinion: "同意辦理", At: at}, answered); diff != "" {
		t.Errorf("Answered (-want +got):\n%s", diff)
	}
	if _, err := About(c, casefile.Review{ChainName: chain.Full, ChainVersion: 9}); err == nil {
		t.Error("a chain nobody knows was accepted")
	}
}

func TestGoldens(t *testing.T) {
	t.Parallel()
	for file, n := range map[string]Notice{
		"stage-opened":  notices(usual)[3],
		"test-approved": notices(usual)[8],
	} {
		mail := mustRender(t, n)
		for ext, got := range map[string]string{".txt": mail.Text, ".html": mail.HTML} {
			path := filepath.Join("testdata", file+ext)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		}
	}
}
