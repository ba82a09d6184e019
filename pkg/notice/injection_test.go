package notice

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/portaltest/injection"
)

// TestTrust22_FiveHundredTextsStayTextInEveryMail writes every mail with each of
// the texts in place of everything that people have typed. It leaves them where
// test/browser/injections opens them, if PAGES names a folder.
func TestTrust22_FiveHundredTextsStayTextInEveryMail(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("PAGES")
	if folder != "" {
		folder = filepath.Join(folder, "injections")
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	fields, block := map[string]bool{}, injection.Blocks(1)[0]
	for i, n := range notices(usual) {
		given := map[string]bool{}
		mail := typedInto(t, n, func(field, _ string) string { given[field] = true; return injection.In(field, block) })
		twin := typedInto(t, n, func(field, _ string) string { return injection.Mark(field) })
		if mail.Subject != twin.Subject || strings.ContainsAny(mail.Subject, "\r\n") {
			t.Errorf("the subject of %s is %q", n.Name(), mail.Subject)
		}
		shown, plain := injection.Read(mail.HTML), injection.Read(twin.HTML)
		for field := range given {
			if plain.Shows(injection.Mark(field)) {
				fields[field] = true
				if !shown.Shows(injection.In(field, block)) {
					t.Errorf("%s does not show the texts of %s", n.Name(), field)
				}
			}
		}
		for _, tag := range []string{"<script", "<img", "<svg", "<iframe", "<style>@"} {
			if strings.Contains(mail.HTML, tag) {
				t.Errorf("%s has %s", n.Name(), tag)
			}
		}
		if folder != "" {
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("mail-%s-%d.html", n.Name(), i)), []byte(mail.HTML), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if t.Logf("%d texts in %d fields of mails", len(injection.Texts()), len(fields)); len(fields) < 30 {
		t.Errorf("only %d fields of mails show what was typed", len(fields))
	}
}

// typedInto is a mail with other words in place of what people typed.
func typedInto(t *testing.T, n Notice, with func(field, typed string) string) Mail {
	t.Helper()
	content, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	var record map[string]any
	if err := json.Unmarshal(content, &record); err != nil {
		t.Fatal(err)
	}
	if content, err = json.Marshal(injection.Replace(record, n.Name(), with)); err != nil {
		t.Fatal(err)
	}
	mail, err := Render(n.Name(), content, frame)
	if err != nil {
		t.Fatal(err)
	}
	return mail
}
