package form

import (
	"encoding/json"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

// File reads which file stands in a field; the zero File where there is none.
func (v Values) File(k Key) upload.File {
	var f upload.File
	if err := json.Unmarshal([]byte(v.Get(k)), &f); err != nil {
		return upload.File{}
	}
	return f
}

// SetFile puts a file into a field; the zero File takes it out.
func (v Values) SetFile(k Key, f upload.File) {
	if f == (upload.File{}) {
		v.Set(k)
		return
	}
	text, err := json.Marshal(f)
	if err != nil {
		return // a struct of texts and a number does not fail to marshal
	}
	v.Set(k, string(text))
}

// FileFields lists the fields in which a file stands, in the order of the form.
func (v Values) FileFields() []Field {
	var list []Field
	for _, row := range all {
		if f, _ := Lookup(row.Key); f.Kind == FileField && v.File(f.Key).ID != "" {
			list = append(list, f)
		}
	}
	return list
}

// file says what stands in the way of a file's being sent (B11).
func (i *inspection) file(f Field, control string) {
	switch file := i.values.File(f.Key); {
	case file.State == upload.Quarantined:
		i.fault(f, control, f.Label+"還沒有上傳完成，或仍在檢查中。")
	case file.State == upload.Refused:
		i.fault(f, control, file.Reason.Label())
	case !file.State.Usable():
		i.fault(f, control, missing(f))
	}
}
