package portaltest

import "mydata.nat.gov.tw/portal/pkg/store"

// view is what the table or one index shows: items by the partition they lie
// in there.
type view map[string]map[store.Key]store.Item

// move replaces an item; before or after is nil where there is none. Items
// without the index's keys are not shown.
func (v view) move(index store.Index, key store.Key, before, after store.Item) {
	if pk, shown := partition(index, before); shown {
		delete(v[pk], key)
	}
	if pk, shown := partition(index, after); shown {
		if v[pk] == nil {
			v[pk] = map[store.Key]store.Item{}
		}
		v[pk][key] = after
	}
}

func partition(index store.Index, item store.Item) (pk string, shown bool) {
	p, s := index.Attributes()
	return text(item[p]), item[p] != nil && item[s] != nil
}

// emptyKey finds a key attribute that is there without a text, which DynamoDB
// takes in no index.
func emptyKey(item store.Item) (name string, found bool) {
	for _, index := range append(store.Indexes(), "") {
		pk, sk := index.Attributes()
		for _, name := range []string{pk, sk} {
			if v, ok := item[name]; ok && text(v) == "" {
				return name, true
			}
		}
	}
	return "", false
}
