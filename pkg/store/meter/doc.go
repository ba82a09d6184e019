// Package meter counts what a request of ours costs in DynamoDB, by AWS's
// published rules, because emulators count differently or not at all. It counts
// for one context:
//
//	ctx, m := meter.With(ctx)
//	… handle a page …
//	m.Total() // {Requests:2 Read:3 Write:0}
//
// portaltest.Memory counts by itself; a client of DynamoDB does once Attach is
// among its options. Without a meter in the context nothing is counted. A call
// of the SDK is one request, however often the SDK repeats it.
//
//	GetItem, BatchGetItem   each item, rounded up to 4 KB; an absent one is 1
//	Query                   the sum of the items, rounded up to 4 KB; at least 1
//	    consistent 1 unit for 4 KB, eventually consistent half of it
//	writes                  the larger of old and new item, rounded up to 1 KB
//	    twice that in a transaction, checks included; a failed condition costs
//	    the same, without indexes
//	each index              not doubled in a transaction
//	    entry added, changed or removed   its size, rounded up to 1 KB
//	    index key changed                 old entry and new entry
//	    nothing changed                   nothing
//
// An item's size is that of its attribute names and values (size.go). All
// indexes carry all attributes, so an entry is as large as its item.
//
// What stood before a write is known exactly to the twin. On the wire it is
// known for items that were read in the same context, as use cases do before
// they decide. Otherwise the old item is taken to be as large as the new one
// (1 KB for deletes and checks), and an index entry to be new on Put; on Update,
// to be moved if the expression names its keys and changed if not. So only
// entries that a Put or Delete removes unseen are not counted.
package meter
