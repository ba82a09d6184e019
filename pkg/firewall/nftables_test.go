package firewall_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/firewall"
)

func TestD12_NftAcceptsEveryRuleSet(t *testing.T) {
	t.Parallel()
	hostile := []string{
		"", `"`, `\"`, "a\nflush ruleset\n", "a\r\x00\x1b[2Jb", "} flush ruleset {", "$x `id` $(id)", "#", ";", "'",
		"\u202e反轉", "\xff\xfe", strings.Repeat("漢", 200), strings.Repeat(`"`, 300), "服務\u2028名稱", "𠮷野家",
	}
	var rules []firewall.Rule
	for i, name := range hostile {
		r := ledger()[i%5]
		r.Area, r.ServiceID, r.ServiceName = casefile.TestArea, string(rune('a'+i)), name
		rules = append(rules, r)
		r.ServiceID, r.CaseNumber = r.ServiceID+"x", name
		rules = append(rules, r)
	}
	sets := map[string]firewall.RuleSet{
		"the ledger":      firewall.At(ledger(), casefile.TestArea, during),
		"nothing":         firewall.At(nil, casefile.ProductionArea, during),
		"production":      firewall.At(ledger(), casefile.ProductionArea, during),
		"hostile strings": firewall.At(rules, casefile.TestArea, during),
	}
	for name, set := range sets {
		text := set.NFTables()
		if lines, want := strings.Count(string(text), " accept comment "), countLines(set); lines != want {
			t.Errorf("%s: %d rules became %d lines", name, want, lines)
		}
		for line := range strings.Lines(string(text)) {
			if !strings.Contains(line, "comment") && strings.Contains(line, "ruleset") {
				t.Errorf("%s: a name broke out of its comment: %q", name, line)
			}
		}
		if out := nft(t, "", string(text)); out != "" {
			t.Errorf("%s: nft says %s", name, out)
		}
	}
}

func countLines(s firewall.RuleSet) int {
	n := 0
	for _, r := range s.Rules {
		var v4, v6 int
		for _, a := range r.Addresses {
			if a.Is4() {
				v4 = 1
			} else {
				v6 = 1
			}
		}
		n += v4 + v6
	}
	return n
}

// TestD12_AMomentReplacesTheOneBefore has the real tool load the files of one
// moment after another, forward and back: what it then holds is what that
// moment's file alone makes, and the other area is as it was.
func TestD12_AMomentReplacesTheOneBefore(t *testing.T) {
	t.Parallel()
	const list, mark = "list table inet mydata", "--"
	moments := []time.Time{opened.Add(-time.Second), opened, during, closes.Add(-time.Second), closes, during, opened.Add(-time.Second)}
	other := firewall.At(ledger(), casefile.ProductionArea, during).NFTables()
	var script []string
	for _, at := range moments {
		script = append(script, string(firewall.At(ledger(), casefile.TestArea, at).NFTables()), list)
	}
	got := strings.Split(nft(t, mark, append([]string{string(other)}, script...)...), mark)[1:]
	for i, at := range moments {
		alone := nft(t, mark, string(other), script[2*i], list)
		if diff := cmp.Diff(strings.TrimPrefix(alone, mark), got[i]); diff != "" {
			t.Errorf("moment %d, %s, leaves something of the one before: %s", i, at, diff)
		}
		open := strings.Count(got[i], " accept comment ") - strings.Count(string(other), " accept comment ")
		if want := countLines(firewall.At(ledger(), casefile.TestArea, at)); open != want {
			t.Errorf("moment %d, %s: nft holds %d rules, want %d", i, at, open, want)
		}
	}
}

// nft checks inputs with the real tool and runs them, one after another, and
// returns what they print, each answer after the mark. They share a network namespace that nothing
// else sees, which needs no privilege where user namespaces are allowed.
func nft(t *testing.T, mark string, inputs ...string) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("nftables are Linux's: no other system has the tool")
	}
	dir := t.TempDir()
	script := "set -e; PATH=$PATH:/usr/sbin:/sbin\n"
	for i, input := range inputs {
		file := filepath.Join(dir, fmt.Sprint(i))
		if err := os.WriteFile(file, []byte(input), 0o600); err != nil {
			t.Fatal(err)
		}
		before := "nft -c -f " + file
		if strings.HasPrefix(input, "list ") {
			before = "printf %s '" + mark + "'"
		}
		script += before + "; nft -f " + file + "\n"
	}
	out, err := exec.Command("unshare", "-rn", "sh", "-c", script).CombinedOutput()
	if err != nil {
		t.Fatalf("nft refuses, or is not to be had (package nftables, and user namespaces): %v\n%s", err, out)
	}
	return string(out)
}
