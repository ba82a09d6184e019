package casefile

import (
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Official is the authority's letter (發文).
type Official struct {
	Date   calendar.Date `json:"date"`
	Number string        `json:"number"`         // 發文字號
	Scan   *upload.File  `json:"scan,omitempty"` // 公文掃描檔, where one was handed in
}

// LetterDraft is what an authority's people have prepared at a letter stage: the
// scan, and what stood in the decision form when they went to hand it in. It is
// no part of what is decided about, so that a scan that arrives lets nobody's
// decision fail (C9); once the stage is decided only its Official counts.
type LetterDraft struct {
	CaseID  string            `json:"case"`
	Review  int               `json:"review"`
	Round   int               `json:"round"`
	Order   int               `json:"order"`
	Scan    upload.Upload     `json:"scan,omitzero"`   // its record as it stands; zero: none
	Typed   map[string]string `json:"typed,omitempty"` // by control
	Version int               `json:"v"`
}

// RecordVersion is the version the draft has once written.
func (l LetterDraft) RecordVersion() int { return l.Version }

// LetterDraft returns what was prepared at a stage; where nothing was, it is
// empty and its version 0.
func (d Dossier) LetterDraft(s Stage) LetterDraft {
	for _, l := range d.Letters {
		if l.Review == s.Review && l.Round == s.Round && l.Order == s.Order {
			return l
		}
	}
	return LetterDraft{CaseID: s.CaseID, Review: s.Review, Round: s.Round, Order: s.Order}
}
