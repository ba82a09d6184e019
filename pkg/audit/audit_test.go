package audit_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/audit"
)

const object = "case/k3vq6o2d5mz7y4x1c8b9n0a2se"

var start = time.Date(2024, 4, 1, 8, 30, 0, 123456789, time.FixedZone("CST", 8*3600))

func entry(seq int) audit.Entry {
	return audit.Entry{
		Object: object, Seq: seq, Time: start.Add(time.Duration(seq) * time.Hour),
		Actor:  audit.Actor{AccountID: fmt.Sprintf("account%d", seq%3), Role: "ops", Party: "ops"},
		Act:    "case.decide",
		Before: map[string]string{"stage": fmt.Sprint(seq), "state": "reviewing"},
		After:  map[string]string{"stage": fmt.Sprint(seq + 1)},
	}
}

func history(n int) ([]audit.Entry, audit.Head) {
	var list []audit.Entry
	head := audit.Head{}
	for seq := 1; seq <= n; seq++ {
		e := audit.Seal(head.Hash, entry(seq))
		list = append(list, e)
		head = audit.Head{Seq: e.Seq, Hash: e.Hash}
	}
	return list, head
}

func TestF8_AnUntouchedHistoryHolds(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 2, 50} {
		list, head := history(n)
		if err := audit.Verify(object, list, head); err != nil {
			t.Errorf("%d entries: %v", n, err)
		}
	}
}

func TestF8_AHistoryStillHoldsAfterItWasStored(t *testing.T) {
	t.Parallel()
	list, _ := history(5)
	list[0].Before = map[string]string{} // comes back as nil
	list = rechain(list)
	head := audit.Head{Seq: 5, Hash: list[4].Hash}
	text, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	var back []audit.Entry
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if err := audit.Verify(object, back, head); err != nil {
		t.Error(err)
	}
}

func rechain(list []audit.Entry) []audit.Entry {
	prev := ""
	for i := range list {
		list[i] = audit.Seal(prev, list[i])
		prev = list[i].Hash
	}
	return list
}

func TestF8_EachKindOfTamperingIsNamed(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		tamper func([]audit.Entry) []audit.Entry
		want   audit.Break
	}{
		{"a value is changed", func(l []audit.Entry) []audit.Entry {
			l[2].After["stage"] = "9"
			return l
		}, audit.Break{Object: object, Seq: 3, Kind: audit.Edited}},
		{"a value moves from before to after", func(l []audit.Entry) []audit.Entry {
			l[2].Before, l[2].After = l[2].After, l[2].Before
			return l
		}, audit.Break{Object: object, Seq: 3, Kind: audit.Edited}},
		{"an edited entry is sealed again", func(l []audit.Entry) []audit.Entry {
			l[2].Actor.AccountID = "somebody"
			l[2] = audit.Seal(l[2].Prev, l[2])
			return l
		}, audit.Break{Object: object, Seq: 4, Kind: audit.Unchained}},
		{"an entry is dropped", func(l []audit.Entry) []audit.Entry {
			return slices.Delete(l, 1, 2)
		}, audit.Break{Object: object, Seq: 2, Kind: audit.Misplaced}},
		{"an entry is dropped and the rest renumbered", func(l []audit.Entry) []audit.Entry {
			l = slices.Delete(l, 1, 2)
			for i := range l {
				l[i].Seq = i + 1
			}
			return l
		}, audit.Break{Object: object, Seq: 2, Kind: audit.Unchained}},
		{"two entries are swapped", func(l []audit.Entry) []audit.Entry {
			l[1], l[3] = l[3], l[1]
			return l
		}, audit.Break{Object: object, Seq: 2, Kind: audit.Misplaced}},
		{"an entry is put in", func(l []audit.Entry) []audit.Entry {
			return slices.Insert(l, 2, audit.Seal(l[1].Hash, entry(3)))
		}, audit.Break{Object: object, Seq: 4, Kind: audit.Misplaced}},
		{"the end is cut off", func(l []audit.Entry) []audit.Entry {
			return l[:3]
		}, audit.Break{Object: object, Seq: 3, Kind: audit.Cut}},
		{"everything is cut off", func([]audit.Entry) []audit.Entry {
			return nil
		}, audit.Break{Object: object, Seq: 0, Kind: audit.Cut}},
		{"the whole history is rewritten without the object", func(l []audit.Entry) []audit.Entry {
			l[0].Act = "case.apply"
			return rechain(l)
		}, audit.Break{Object: object, Seq: 5, Kind: audit.Cut}},
		{"another object's entry stands there", func(l []audit.Entry) []audit.Entry {
			l[0].Object = "case/another"
			return rechain(l)
		}, audit.Break{Object: object, Seq: 1, Kind: audit.Misplaced}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			list, head := history(5)
			var got *audit.Break
			if err := audit.Verify(object, c.tamper(list), head); !errors.As(err, &got) {
				t.Fatalf("not found: %v", err)
			}
			if *got != c.want {
				t.Errorf("got %v, want %v", got, &c.want)
			}
		})
	}
}

// Two thousand histories, each damaged in one random way.
func TestF8_NoRandomTamperingGoesUnseen(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(20240401, 1))
	for round := range 2000 {
		n := 2 + r.IntN(12)
		list, head := history(n)
		before, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		i, how := r.IntN(n), r.IntN(13)
		list = tamper(r, list, i, how)
		after, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		if string(before) == string(after) {
			continue
		}
		if audit.Verify(object, list, head) == nil {
			t.Fatalf("round %d, way %d at entry %d of %d went unseen", round, how, i+1, n)
		}
	}
}

func tamper(r *rand.Rand, list []audit.Entry, i, how int) []audit.Entry {
	e := &list[i]
	e.Before, e.After = maps.Clone(e.Before), maps.Clone(e.After)
	switch how {
	case 0:
		e.Time = e.Time.Add(time.Duration(1 + r.IntN(1_000_000)))
	case 1:
		e.Actor.AccountID += "x"
	case 2:
		e.Actor.Role, e.Actor.Party = e.Actor.Party+"s", e.Actor.Role
	case 3:
		e.Act = e.Act[:len(e.Act)-1]
	case 4:
		delete(e.Before, "state")
	case 5:
		e.After["note"] = ""
	case 6:
		e.Before = map[string]string{"stagestate": e.Before["stage"] + "reviewing"}
	case 7:
		flip := []byte(e.Hash)
		flip[r.IntN(len(flip))] ^= 1
		e.Hash = string(flip)
	case 8:
		e.Seq += 1 + r.IntN(3)
	case 9:
		return slices.Delete(list, i, i+1)
	case 10:
		j := r.IntN(len(list))
		list[i], list[j] = list[j], list[i]
	case 11:
		return slices.Insert(list, i, list[r.IntN(len(list))])
	case 12:
		e.Object += "z"
		*e = audit.Seal(e.Prev, *e)
	}
	return list
}

func TestSealBringsTheTimeToUTCAndMilliseconds(t *testing.T) {
	t.Parallel()
	got := audit.Seal("", entry(1)).Time
	if want := time.Date(2024, 4, 1, 1, 30, 0, 123_000_000, time.UTC); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
