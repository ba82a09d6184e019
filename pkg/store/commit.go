package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// mostWrites is what one transaction of DynamoDB may hold.
const mostWrites = 100

// Commit writes tx in one TransactWriteItems, repeated while the table is busy.
// A Tx without an audit entry, with two actions on one item or with more than
// 100 is refused as Internal before anything is sent.
func (s *Store) Commit(ctx context.Context, tx onboarding.Tx) error {
	const op = "store.Commit"
	writes, err := writesOf(tx)
	if err != nil {
		return fault.Wrap(op, err)
	}
	err = s.transact(ctx, writes)
	if lost := (*Lost)(nil); errors.As(err, &lost) {
		return &fault.Error{Code: fault.Conflict, Op: op, Err: fmt.Errorf("%w: %s", err, lostNames(writes, lost))}
	}
	s.shelf.clear(tx)
	return fault.Wrap(op, err)
}

// transact makes all writes or none under one token, so that a repetition after
// a lost reply has no second effect.
func (s *Store) transact(ctx context.Context, writes []Write) error {
	token := rand.Text()
	return patiently(ctx, func(ctx context.Context) error { return s.table.Transact(ctx, token, writes) })
}

// writesOf turns a Tx into conditional writes, in the order of its fields.
func writesOf(tx onboarding.Tx) ([]Write, error) {
	if len(tx.Audit) == 0 {
		return nil, fault.Newf(fault.Internal, "a change without an audit entry")
	}
	if n := tx.Size(); n > mostWrites {
		return nil, fault.Newf(fault.Internal, "a change of %d items, more than %d", n, mostWrites)
	}
	var b batch
	for _, record := range tx.Puts {
		r, err := rowOf(record)
		conditions := expecting(record.RecordVersion())
		if a, ok := record.(account.Account); ok && a.Version > 1 {
			conditions = append(conditions, spends(a))
		}
		b.put(r, err, conditions...)
	}
	for _, record := range tx.Deletes {
		r, err := rowOf(record)
		b.add(Write{Action: Delete, Key: r.key, If: []Condition{present()}}, err)
	}
	for _, st := range tx.Checks {
		b.add(Write{Action: Check, Key: accountKey(st.AccountID), If: standing(st)}, nil)
	}
	for _, id := range tx.Keys {
		b.add(Write{Action: Check, Key: apiKeyKey(id), If: []Condition{present(), {Attribute: "revoked", Test: Missing}}}, nil)
	}
	for _, sp := range tx.Spends {
		b.add(spending(sp), nil)
	}
	for _, c := range tx.Claims {
		b.put(claimRow(c), nil, absent())
	}
	for _, h := range tx.Passes {
		b.add(passing(h))
	}
	for _, e := range tx.Audit {
		b.put(entryRow(e), nil, absent())
	}
	for _, e := range tx.Outbox {
		b.add(eventPut(e))
	}
	return b.writes, b.err
}

// standing holds while the account is active and at the epoch it acted with.
func standing(st account.Standing) []Condition {
	return []Condition{is("status", text(string(account.Active))), is("epoch", number(st.Epoch))}
}

// spending uses up a code's step on the account's own item.
func spending(sp account.Spent) Write {
	last := is("step", number(sp.Was))
	if sp.Was == 0 {
		last = Condition{Attribute: "step", Test: Missing}
	}
	ends := []string{attrCodeTries, attrCodeUntil, attrCodeRow}
	if sp.SignsIn {
		ends = append(ends, "totponly")
	}
	return Write{Action: Update, Key: accountKey(sp.AccountID),
		If:     append(standing(account.Standing{AccountID: sp.AccountID, Epoch: sp.Epoch}), last),
		Change: Change{Set: Item{"step": number(sp.Step)}, Add: map[string]int{attrSpends: 1}, Remove: ends}}
}

// batch gathers writes to different items; its err is the first failure.
type batch struct {
	writes []Write
	taken  map[Key]bool
	err    error
}

func (b *batch) put(r row, err error, conditions ...Condition) {
	if err != nil {
		b.add(Write{}, err)
		return
	}
	b.add(r.put(conditions...))
}

func (b *batch) add(w Write, err error) {
	if err == nil && b.taken[w.Key] {
		err = fault.Newf(fault.Internal, "two actions on %s", nameOf(w))
	}
	if err != nil {
		if b.err == nil {
			b.err = err
		}
		return
	}
	if b.taken == nil {
		b.taken = map[Key]bool{}
	}
	b.taken[w.Key] = true
	b.writes = append(b.writes, w)
}

func lostNames(writes []Write, lost *Lost) string {
	var names []string
	for _, i := range lost.Writes {
		names = append(names, nameOf(writes[i]))
	}
	return strings.Join(names, ", ")
}

// nameOf names the item of a write for logs. Claims of logins and addresses
// carry personal data in their keys, so of those only the kind is told.
func nameOf(w Write) string {
	for _, space := range []onboarding.ClaimSpace{onboarding.LoginClaim, onboarding.MailClaim} {
		if kind := claimKey(space, "").PK; strings.HasPrefix(w.Key.PK, kind) {
			return kind + "…"
		}
	}
	return w.Key.String()
}
