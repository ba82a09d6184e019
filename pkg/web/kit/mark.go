package kit

import "mydata.nat.gov.tw/portal/pkg/fault"

// Mark puts each sentence at the control it belongs to: at the row, or half of a row, whose
// id is its Control, else at the field whose form name is its Key, groups and
// dependent fields included. Page.Faults takes the same list, so that the
// summary and the fields say the same.
func Mark(fields []Field, faults []fault.Field) {
	for i := range fields {
		f := &fields[i]
		for _, found := range faults {
			if found.Key == f.FormName() {
				f.mark(found)
			}
		}
		f.each(func(under []Field) { Mark(under, faults) })
	}
}

func (f *Field) mark(found fault.Field) {
	for n := range f.Rows {
		if f.RowID(n) == found.Control {
			f.Rows[n].Faults = append(f.Rows[n].Faults, found.Message)
			return
		}
		if f.Kind == Pairs && f.NameID(n) == found.Control {
			f.Rows[n].NameFaults = append(f.Rows[n].NameFaults, found.Message)
			return
		}
	}
	f.Faults = append(f.Faults, found.Message)
}

// Warn puts what is unusual but accepted at its field.
func Warn(fields []Field, warnings []fault.Field) {
	for i := range fields {
		f := &fields[i]
		for _, found := range warnings {
			if found.Key == f.FormName() {
				f.Warnings = append(f.Warnings, found.Message)
			}
		}
		f.each(func(under []Field) { Warn(under, warnings) })
	}
}

// each visits the lists of fields within the field.
func (f *Field) each(visit func([]Field)) {
	visit(f.Fields)
	for _, option := range f.Options {
		visit(option.Then)
	}
}
