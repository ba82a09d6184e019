// Package audit is the append-only history of every act (spec F8): entries,
// chained by hash, one chain per object, and the verifier.
//
// An object's entries are numbered from 1 without gaps: the sequence of an
// entry is the version its object has once the act is done. Each repeats the
// hash of the one before it, and the object's own record keeps the hash of the
// last one, written in the same transaction (trust 9):
//
//	entry 1            entry 2            entry 3            the object
//	Prev ""       ┌──► Prev          ┌──► Prev          ┌──► version 3
//	Hash ─────────┘    Hash ─────────┘    Hash ─────────┘    last hash
//
// So whoever edits, drops, swaps, inserts or cuts off an entry has to rewrite
// every later one and the object too. The hash is not keyed: it shows a
// tampering with the history alone, not one by somebody who may rewrite the
// whole table. What was kept elsewhere shows that:
//
//	Export   a part of the history as somebody has downloaded it
//	Day      where histories ended on a day, signed and kept in a locked bucket
//
// A Refusal is no entry: what was refused has changed nothing, and anybody can
// cause one.
//
// Entries name people by account id, role and party and hold no other personal
// data, no secret and no text that somebody typed; names are looked up when the
// history is shown.
package audit
