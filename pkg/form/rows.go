package form

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Names of the submit buttons that change the number of rows.
const (
	addButton    = "add"
	removeButton = "remove"
)

// RemoveValue is the value of the button that takes away row n, counted from 1.
func RemoveValue(k Key, n int) string { return string(k) + "." + strconv.Itoa(n) }

// rows does what the pressed row button says, if one was. Otherwise blank rows
// go: what is stored and what is shown then have the same numbers.
func (p *Parsed) rows(fields []Field, posted url.Values) error {
	add, remove := posted.Get(addButton), posted.Get(removeButton)
	if add != "" && remove != "" {
		return refuse("一次只能增加或移除一列。")
	}
	if done, err := p.pressed(fields, posted); done {
		return err
	}
	switch {
	case add != "":
		return p.addRow(fields, Key(add))
	case remove != "":
		return p.removeRow(fields, remove)
	}
	for _, f := range fields {
		if f.Rowed() {
			p.Values.Set(f.Key, slices.DeleteFunc(p.Values.List(f.Key), func(row string) bool { return row == "" })...)
		}
	}
	return nil
}

func (p *Parsed) addRow(fields []Field, k Key) error {
	f, ok := repeating(fields, k)
	if !ok {
		return refuse("沒有這個可以增加的欄位。")
	}
	list := p.Values.Rows(k)
	if len(list) < f.Max {
		list = append(list, "")
	}
	p.Values[k] = list
	p.Focus = ControlID(k, strconv.Itoa(len(list)))
	return nil
}

func (p *Parsed) removeRow(fields []Field, value string) error {
	key, number, _ := strings.Cut(value, ".")
	n, err := strconv.Atoi(number)
	list := p.Values.Rows(Key(key))
	if _, ok := repeating(fields, Key(key)); !ok || err != nil || n < 1 || n > len(list) {
		return refuse("沒有這一列可以移除。")
	}
	list = slices.Delete(slices.Clone(list), n-1, n)
	p.Values.Set(Key(key), list...)
	p.Focus = ControlID(Key(key), strconv.Itoa(max(1, min(n, len(list)))))
	return nil
}

func repeating(fields []Field, k Key) (Field, bool) {
	i := slices.IndexFunc(fields, func(f Field) bool { return f.Key == k && f.Rowed() })
	if i < 0 {
		return Field{}, false
	}
	return fields[i], true
}
