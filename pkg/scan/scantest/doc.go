// Package scantest makes files to try scanners on: honest ones as offices and
// programs write them, and hostile ones of every kind that B11 refuses. All are
// made here, so that none has to be kept.
package scantest

import "mydata.nat.gov.tw/portal/pkg/upload"

// File is one sample.
type File struct {
	Name    string        // says what is special about it
	Content []byte        //
	Type    upload.Type   // of an honest one
	Reason  upload.Reason // why a hostile one is refused
}
