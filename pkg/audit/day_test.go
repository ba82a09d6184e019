package audit_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"slices"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
)

var signer = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))

func signed(days ...audit.Day) []audit.SignedDay {
	var list []audit.SignedDay
	var prev []byte
	for _, d := range days {
		d.Prev = prev
		prev = d.Sum()
		list = append(list, audit.SignedDay{Day: d, Key: "test", Signature: ed25519.Sign(signer, prev)})
	}
	return list
}

func holds(_ string, sum, signature []byte) error {
	if !ed25519.Verify(signer.Public().(ed25519.PublicKey), sum, signature) {
		return errors.New("the signature does not hold")
	}
	return nil
}

func days() []audit.SignedDay {
	list, _ := history(6)
	first := calendar.Date{Year: 2024, Month: 4, Day: 1}
	return signed(audit.NewDay(first, list[:2], nil), audit.NewDay(first.AddDays(1), list[2:5], nil), audit.NewDay(first.AddDays(4), list[5:], nil))
}

func TestF8_ADayRemembersWhereHistoriesEnded(t *testing.T) {
	t.Parallel()
	list, _ := history(5)
	shuffled := []audit.Entry{list[4], list[2], list[3]}
	day := audit.NewDay(calendar.Date{Year: 2024, Month: 4, Day: 1}, shuffled, nil)
	if want := []audit.End{{Object: object, Head: audit.Head{Seq: 5, Hash: list[4].Hash}}}; day.Entries != 3 || !slices.Equal(day.Ends, want) {
		t.Errorf("%+v", day)
	}
}

func TestF8_SignedDaysAreAChainOfTheirOwn(t *testing.T) {
	t.Parallel()
	if err := audit.VerifyDays(days(), holds); err != nil {
		t.Fatal(err)
	}
	for name, tamper := range map[string]func([]audit.SignedDay) []audit.SignedDay{
		"an end is changed":               func(l []audit.SignedDay) []audit.SignedDay { l[1].Day.Ends[0].Seq--; return l },
		"a signature is another day's":    func(l []audit.SignedDay) []audit.SignedDay { l[1].Signature = l[0].Signature; return l },
		"a day is taken out":              func(l []audit.SignedDay) []audit.SignedDay { return slices.Delete(l, 1, 2) },
		"the first day is taken out":      func(l []audit.SignedDay) []audit.SignedDay { return l[1:] },
		"two days are swapped":            func(l []audit.SignedDay) []audit.SignedDay { l[0], l[1] = l[1], l[0]; return l },
		"a day is there twice":            func(l []audit.SignedDay) []audit.SignedDay { return slices.Insert(l, 1, l[0]) },
		"the number of entries is edited": func(l []audit.SignedDay) []audit.SignedDay { l[2].Day.Entries++; return l },
	} {
		if audit.VerifyDays(tamper(days()), holds) == nil {
			t.Errorf("%s: goes unseen", name)
		}
	}
}

// Somebody who may rewrite the whole table can make a history and its object fit
// each other; what was signed before still shows it.
func TestF8_ASignedDayShowsARewrittenTable(t *testing.T) {
	t.Parallel()
	list, _ := history(5)
	ends := []audit.Head{{Seq: 2, Hash: list[1].Hash}, {Seq: 4, Hash: list[3].Hash}}
	if err := audit.Covers(object, list, ends); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		tamper func([]audit.Entry) []audit.Entry
		want   audit.Break
	}{
		"cut": {func(l []audit.Entry) []audit.Entry { return l[:3] }, audit.Break{Object: object, Seq: 3, Kind: audit.Cut}},
		"rewritten": {func(l []audit.Entry) []audit.Entry {
			l[2].Act = "case.forged"
			return rechain(l)
		}, audit.Break{Object: object, Seq: 4, Kind: audit.Rewritten}},
	} {
		list, _ := history(5)
		list = c.tamper(list)
		if err := audit.Verify(object, list, audit.Head{Seq: len(list), Hash: list[len(list)-1].Hash}); err != nil {
			t.Fatalf("%s: the forger was not careful enough: %v", name, err)
		}
		var got *audit.Break
		if !errors.As(audit.Covers(object, list, ends), &got) || *got != c.want {
			t.Errorf("%s: got %v, want %v", name, got, &c.want)
		}
	}
}
