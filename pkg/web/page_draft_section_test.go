package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// wrong is a mistake in every field of each page, and at which control its
// sentence has to stand.
var wrong = map[form.Section]struct {
	edits []edit
	at    []string
}{
	form.Basics: {[]edit{with("category", "沒有這一類"), with("name", strings.Repeat("長", 101)), with("existing", "yes"),
		with("existing-link", "http://intranet")}, []string{"category", "name", "existing-link"}},
	form.Period: {[]edit{with("test-start", "2024-03-14")}, []string{"test-start"}},
	form.Project: {[]edit{with("purpose", "  "), with("mode", "company"), with("data-sets", "mof-income")},
		[]string{"purpose", "data-sets-mof-income"}},
	form.Connection: {[]edit{with("front-url", "https://localhost/a"), with("return-url", "ftp://x"), with("sp-api-url", "https://10.0.0.1/"),
		with("sp-api-ips", "192.168.1.1"), with("host-ips", "163.22.21.64", "nonsense", "163.22.21.64"), with("test-ips", "")},
		[]string{"front-url", "return-url", "sp-api-url", "sp-api-ips-1", "host-ips-2", "host-ips-3", "test-ips-1"}},
	form.Security: {[]edit{with("hotline", "12"), with("hotline-extension", "abc"), with("use-sp-api-key", "yes"), with("sp-api-key", "short"),
		with("use-rsa-key", "yes"), with("rsa-key", "no key"), with("use-mutual-certificate", "yes"), with("mutual-certificate", "no certificate"),
		with("identity-modes"), with("packaging", "C"), with("encryption", "rot13")},
		[]string{"hotline", "hotline-extension", "sp-api-key", "rsa-key", "mutual-certificate", "identity-modes-1", "packaging-A", "encryption-aes-cbc"}},
}

func TestB6_EveryMistakeIsNamedAtOnceAndNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, section := range form.Application.Sections() {
		id := s.Draft(t, s.Officer, form.Defaults())
		path := "/drafts/" + id + "/" + string(section)
		before := s.as(s.Officer).get(path)
		f := before.form("儲存並繼續")
		for _, change := range wrong[section].edits {
			change(f)
		}
		p := before.post(path, f.values).want(http.StatusUnprocessableEntity)
		faults := p.faults()
		for _, control := range wrong[section].at {
			sentence, named := faults[control]
			if !named {
				t.Errorf("%s: the summary has nothing for %s: %v", section, control, faults)
			} else if !strings.Contains(p.fault(control), "錯誤："+sentence) {
				t.Errorf("%s: at %s stands %q, in the summary %q", section, control, p.fault(control), sentence)
			}
		}
		if len(faults) != len(wrong[section].at) {
			t.Errorf("%s: %d faults, want %d: %v", section, len(faults), len(wrong[section].at), faults)
		}
		if summary := byClass(p.root, "error-summary"); !has(summary, "autofocus") || !strings.HasPrefix(p.title(), "錯誤：") {
			t.Errorf("%s: the summary has no focus, or the title %q no 錯誤", section, p.title())
		}
		kept(t, section, f.values, p.form("儲存並繼續").values)
		if again := p.get(path).form("儲存並繼續").values; !cmp.Equal(again, p.form("儲存並繼續").values) {
			t.Errorf("%s: the draft holds other answers than the page shows: %s", section, cmp.Diff(p.form("儲存並繼續").values, again))
		}
	}
}

// kept compares what was posted with what the page holds now. A choice that
// does not exist cannot be shown, and key text never is.
func kept(t *testing.T, section form.Section, typed, shown url.Values) {
	t.Helper()
	for name, want := range typed {
		switch name {
		case seenName, "category", "packaging", "encryption", "sp-api-key":
			continue
		case "purpose":
			want = []string{strings.TrimSpace(want[0])}
		}
		if diff := cmp.Diff(want, shown[name]); diff != "" {
			t.Errorf("%s, %s: %s", section, name, diff)
		}
	}
}

func TestF1_SavingADraftAsksForNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.Draft(t, s.Officer, form.Defaults())
	b := s.as(s.Officer)
	p := b.get("/drafts/"+id+"/connection").press("儲存草稿", with("front-url", "not yet"))
	if got := p.leads(); got != "/drafts/"+id {
		t.Errorf("儲存草稿 leads to %s", got)
	}
	if p = p.follow(); p.banner() != "草稿已儲存。" || !contains(p, "連線填寫中") {
		t.Errorf("%q, %s", p.banner(), p.main())
	}
	p = b.get("/drafts/" + id + "/connection")
	if len(p.faults()) > 0 || p.value("front-url") != "not yet" {
		t.Errorf("the page opens with %v and %q", p.faults(), p.value("front-url"))
	}
	if p = b.get("/drafts/" + id + "/connection?check"); p.faults()["host-ips-1"] == "" || p.fault("front-url") == "" {
		t.Errorf("asked to check, it opens with %v", p.faults())
	}
}

func TestB5_RowsComeAndGoWithoutScript(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.Draft(t, s.Officer, form.Defaults())
	p := s.as(s.Officer).get("/drafts/" + id + "/connection")
	p = p.add("host-ips", with("host-ips", "163.22.21.1")).want(http.StatusOK)
	if input := byID(p.root, "host-ips-2"); input == nil || !has(input, "autofocus") || len(p.faults()) > 0 {
		t.Fatal("a second row is not there, or has no focus, or faults are shown")
	}
	p = p.add("host-ips", with("host-ips", "163.22.21.1", "163.22.21.2"), with("front-url", "half typ"))
	p = p.remove("host-ips", "1", with("host-ips", "163.22.21.1", "163.22.21.2", "163.22.21.3")).want(http.StatusOK)
	if !has(byID(p.root, "host-ips-1"), "autofocus") {
		t.Error("after a removal the row that follows has no focus")
	}
	if diff := cmp.Diff([]string{"163.22.21.2", "163.22.21.3"}, p.form("儲存並繼續").values["host-ips"]); diff != "" {
		t.Error(diff)
	}
	if p = p.get(p.path); p.value("front-url") != "half typ" || p.value("host-ips-2") != "163.22.21.3" {
		t.Errorf("the draft holds %v", p.form("儲存並繼續").values)
	}
	p = p.remove("host-ips", "2")
	if p = p.remove("host-ips", "1"); p.value("host-ips-1") != "" || byID(p.root, "host-ips-2") != nil {
		t.Error("the last row does not stay, empty")
	}
}

func TestUI_EnterContinuesAndRemovesNoRow(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.Draft(t, s.Officer, portaltest.Application())
	b := s.as(s.Officer)
	if got := b.get("/drafts/" + id + "/connection").enter("儲存並繼續").leads(); got != "/drafts/"+id+"/security" {
		t.Errorf("Enter leads to %s", got)
	}
	if p := b.get("/drafts/" + id + "/connection"); byID(p.root, "host-ips-2") == nil {
		t.Error("a row is gone")
	}
}

func TestF1_AutosaveAnswersWhatIsStoredNow(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.Draft(t, s.Officer, form.Defaults())
	p := s.as(s.Officer).get("/drafts/" + id + "/basics")
	f := p.form("儲存草稿")
	f.values.Set("name", "半途的名")
	f.values.Set(actName, actAutosave)
	saved := p.post(p.path, f.values).want(http.StatusNoContent)
	f.values.Set(seenName, saved.header.Get(seenHeader))
	f.values.Set("name", "半途的名稱")
	p.post(p.path, f.values).want(http.StatusNoContent)
	if p = p.get(p.path); p.value("name") != "半途的名稱" {
		t.Errorf("stored is %q", p.value("name"))
	}
}

func TestB4_KeyTextIsNeverShownAgain(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.Draft(t, s.Officer, portaltest.Application())
	b := s.as(s.Officer)
	const key = "a-key-of-more-than-16-characters"
	p := b.get("/drafts/"+id+"/security").press("儲存並繼續", with("use-sp-api-key", "yes"), with("sp-api-key", key))
	p.want(http.StatusSeeOther)
	for _, path := range []string{"/security", "/preview"} {
		p := b.get("/drafts/" + id + path)
		if strings.Contains(p.body, key) || !contains(p, "SHA-256 指紋") {
			t.Errorf("%s shows the key, or not its fingerprint", path)
		}
	}
	p = b.get("/drafts/" + id + "/security")
	p.press("儲存並繼續").want(http.StatusSeeOther)
	if p = b.get("/drafts/" + id + "/preview"); !contains(p, "金鑰文字（加密保存）") || len(p.faults()) > 0 {
		t.Errorf("an empty text area loses the key: %v", p.faults())
	}
	private := "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"
	p = b.get("/drafts/"+id+"/security").press("儲存並繼續", with("use-rsa-key", "yes"), with("rsa-key", private)).want(http.StatusUnprocessableEntity)
	if strings.Contains(p.body, "MIIE") || !strings.Contains(p.fault("rsa-key"), "私密金鑰") {
		t.Errorf("a private key is answered by %q", p.fault("rsa-key"))
	}
}

func TestB3_ModeOneNamesWhatPrivateOrganisationsLack(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.as(s.Officer).get("/drafts/" + s.Draft(t, s.Officer, form.Defaults()) + "/security")
	if !contains(p, "不提供晶片金融卡、硬體金融憑證與軟體金融憑證") {
		t.Error("a bank is not told")
	}
}

func TestD2_TheEndOfTheTestIsShownBesideItsStart(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.as(s.Officer).get("/drafts/" + s.Draft(t, s.Officer, portaltest.Application()) + "/period")
	if got := text(first(p.root, "output")); got != "2024-06-30" {
		t.Errorf("the end is %q", got)
	}
}

func TestTrust21_ASectionTakesNothingButItsFields(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.Draft(t, s.Officer, form.Defaults())
	b := s.as(s.Officer)
	path := "/drafts/" + id + "/basics"
	cases := map[string]edit{
		"a field of another page":  with("hotline", "02-12345678"),
		"the organisation":         with("org", "other"),
		"a field twice":            with("name", "a", "b"),
		"text that is not UTF-8":   with("name", "\xff"),
		"an act there is not":      with(actName, "submit"),
		"a text beyond all bounds": with("name", strings.Repeat("a", 40<<10)),
	}
	for name, change := range cases {
		b.get(path).press("儲存並繼續", append(pass[form.Basics], change)...).want(http.StatusUnprocessableEntity)
		if p := b.get(path); p.value("name") != "" {
			t.Errorf("%s: something was stored", name)
		}
	}
	p := b.get("/drafts/" + id + "/connection")
	f := p.form("儲存並繼續")
	f.values.Set("add", "name")
	p.post(p.path, f.values).want(http.StatusUnprocessableEntity)
	b.get("/drafts/" + id + "/nothing").want(http.StatusNotFound)
	b.post(path, url.Values{"name": {strings.Repeat("a", 2<<20)}}).want(http.StatusRequestEntityTooLarge)
}
