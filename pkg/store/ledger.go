package store

import (
	"strings"

	"mydata.nat.gov.tw/portal/pkg/audit"
)

const attrLogHash = "loghash"

// Book takes an item of the table into a ledger: an entry of a history, or the
// record of an object, which keeps the hash its history ends with. All other
// items are left out.
func Book(l *audit.Ledger, item Item) error {
	key := Key{textOf(item[attrPK]), textOf(item[attrSK])}
	if strings.HasPrefix(key.PK, logPartition("")) {
		e, err := decode[audit.Entry](item)
		if err != nil {
			return err
		}
		if l.Entry(e); entryKey(e.Object, e.Seq) != key {
			l.Astray(e)
		}
		return nil
	}
	if hash := textOf(item[attrLogHash]); hash != "" {
		l.Record(key.String(), hash)
	}
	return nil
}

// Passing reports whether the record of an object may be gone although its
// history stays: what has a time to live.
func Passing(object string) bool {
	kind, _, _ := strings.Cut(object, "/")
	switch kind {
	case "session", "sitting", "one-time", "sign-up":
		return true
	}
	return false
}
