package form

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// An application names several data sets; the fields that repeat are asked once
// for each. A data set has a number, which it keeps when another is removed:
// reviewers' notes and differences go on meaning the same one. Values lists the
// numbers under sets, and keeps the answers under SetKey.

// sets is the name under which Values lists the numbers of its data sets, and
// the value of the buttons that add and remove one.
const sets = "sets"

// maxSets is how many data sets one application may name: what its approval
// writes still is one transaction.
const maxSets = 10

// SetKey is the key of a repeating field for the data set with that number.
func SetKey(k Key, n int) Key { return k + Key("-"+strconv.Itoa(n)) }

// SetNumbers lists the numbers of the data sets, at least one.
func (v Values) SetNumbers() []int {
	var numbers []int
	for _, text := range v[sets] {
		if n, err := strconv.Atoi(text); err == nil {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		return []int{1}
	}
	return numbers
}

// Alone is the answers with a single one of their data sets, which gets number
// 1: as a data set in force keeps them, and as a change of it opens.
func (v Values) Alone(n int) Values {
	alone := v.Clone()
	delete(alone, sets)
	for k := range alone {
		if f, ok := Lookup(k); ok && f.Set > 0 {
			delete(alone, k)
		}
	}
	for _, f := range providerTable {
		if f.repeats {
			alone.Set(SetKey(f.Key, 1), slices.Clone(v.List(SetKey(f.Key, n)))...)
		}
	}
	return alone
}

// For takes the fields that repeat once for each data set of the values, in
// their order.
func For(fields []Field, values ...Values) []Field {
	var numbers []int
	for _, v := range values {
		for _, n := range v.SetNumbers() {
			if !slices.Contains(numbers, n) {
				numbers = append(numbers, n)
			}
		}
	}
	var list []Field
	for len(fields) > 0 {
		end := slices.IndexFunc(fields, func(f Field) bool { return f.repeats != fields[0].repeats })
		if end < 0 {
			end = len(fields)
		}
		run := fields[:end]
		fields = fields[end:]
		if !run[0].repeats || run[0].Set > 0 {
			list = append(list, run...)
			continue
		}
		for _, n := range numbers {
			for _, f := range run {
				list = append(list, f.of(n))
			}
		}
	}
	return list
}

// Fixed are fields that ask about the data sets there are: none can be added or
// taken away.
func Fixed(fields []Field) []Field {
	fixed := slices.Clone(fields)
	for i := range fixed {
		fixed[i].repeats = false
	}
	return fixed
}

// of is a repeating field as it is asked for the data set with that number.
func (f Field) of(n int) Field {
	f.Key, f.Set, f.Group = SetKey(f.Key, n), n, fmt.Sprintf("資料集 %d", n)
	return f
}

// setOf splits the key that a repeating field has for one data set.
func setOf(k Key) (Key, int) {
	i := strings.LastIndexByte(string(k), '-')
	if i < 0 {
		return k, 0
	}
	n, err := strconv.Atoi(string(k[i+1:]))
	if err != nil || n < 1 || n > 999 || SetKey(k[:i], n) != k {
		return k, 0
	}
	return k[:i], n
}

// RemoveSet is the value of the button that takes away a data set; AddSet of
// the one that adds one.
func RemoveSet(n int) string { return RemoveValue(sets, n) }

// AddSet goes with RemoveSet.
const AddSet = sets

// Repeatable reports whether fields ask about data sets, so that there may be
// more of them.
func Repeatable(fields []Field) bool {
	return slices.ContainsFunc(fields, func(f Field) bool { return f.repeats })
}

// pressed does what the button says that adds or removes a data set.
func (p *Parsed) pressed(fields []Field, posted url.Values) (done bool, err error) {
	number, removes := strings.CutPrefix(posted.Get(removeButton), sets+".")
	switch adds := posted.Get(addButton) == AddSet; {
	case !adds && !removes:
		return false, nil
	case !Repeatable(fields):
		return true, refuse("這一頁沒有可以增加或移除的資料集。")
	case adds:
		return true, p.addSet()
	}
	return true, p.removeSet(number)
}

func (p *Parsed) addSet() error {
	numbers := p.Values.SetNumbers()
	if len(numbers) >= maxSets {
		return refuse(fmt.Sprintf("一份申請單最多 %d 個資料集，其餘請另送申請單。", maxSets))
	}
	n := slices.Max(numbers) + 1
	p.Values.setNumbers(append(numbers, n))
	for _, f := range providerTable {
		if f.repeats {
			p.Values.Set(SetKey(f.Key, n), f.initial)
		}
	}
	p.Focus = ControlID(SetKey(SetName, n), "")
	return nil
}

func (p *Parsed) removeSet(number string) error {
	numbers := p.Values.SetNumbers()
	n, err := strconv.Atoi(number)
	at := slices.Index(numbers, n)
	if err != nil || at < 0 || len(numbers) == 1 {
		return refuse("沒有這個可以移除的資料集。")
	}
	numbers = slices.Delete(numbers, at, at+1)
	p.Values.setNumbers(numbers)
	p.Values.forget()
	p.Focus = ControlID(SetKey(SetName, numbers[max(0, at-1)]), "")
	return nil
}

func (v Values) setNumbers(numbers []int) {
	var list []string
	for _, n := range numbers {
		list = append(list, strconv.Itoa(n))
	}
	v.Set(sets, list...)
}
