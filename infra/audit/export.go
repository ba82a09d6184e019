package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// verifyExport prints where a file differs from what the table has: every
// history must be the beginning of the table's, every entry be there, and of a
// case nothing be left out that was there when the file was made.
func (at target) verifyExport(ctx context.Context, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	x, err := audit.ParseExport(text)
	if err != nil {
		fmt.Println(err)
		return errBroken
	}
	table := store.New(store.NewDynamo(at.aws, at.table))
	logs := map[string][]audit.Entry{}
	log := func(object string) ([]audit.Entry, error) {
		if _, read := logs[object]; !read {
			if logs[object], err = table.Log(ctx, object); err != nil {
				return nil, err
			}
		}
		return logs[object], nil
	}
	trusted := audit.Heads{}
	if strings.HasPrefix(x.Asked, "case/") && len(x.Histories) > 0 {
		rows, _, err := table.Acts(ctx, onboarding.Search{Object: x.Asked}, onboarding.Page{})
		if err != nil {
			return err
		}
		for _, e := range rows {
			if head := trusted[e.Object]; !e.Time.After(x.Made) && e.Seq > head.Seq {
				trusted[e.Object] = audit.Head{Seq: e.Seq, Hash: e.Hash}
			}
		}
	}
	for _, h := range x.Histories {
		entries, err := log(h.Object)
		if err != nil {
			return err
		}
		if h.Head.Seq >= 1 && h.Head.Seq <= len(entries) {
			trusted[h.Object] = audit.Head{Seq: h.Head.Seq, Hash: entries[h.Head.Seq-1].Hash}
		}
	}
	broken := x.Verify(trusted)
	for _, e := range x.Entries {
		entries, err := log(e.Object)
		if err != nil {
			return err
		}
		if e.Seq < 1 || e.Seq > len(entries) || entries[e.Seq-1].Hash != e.Hash {
			broken = &audit.Break{Object: e.Object, Seq: e.Seq, Kind: audit.Rewritten}
		}
	}
	if broken != nil {
		fmt.Println(broken)
		return errBroken
	}
	fmt.Printf("%s: %d histories and %d single entries, made %s for %q: all as in %s\n", path, len(x.Histories), len(x.Entries), x.Made, x.Asked, at.table)
	return nil
}
