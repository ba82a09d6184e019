// Package account holds organisations, their people, what they are signed in
// with, and the single function that says who may do what.
//
//	role       reads                    acts
//	provider   its organisation's       applies, corrects, withdraws; manages its accounts
//	sub        its organisation's       the same, but no accounts
//	authority  what is in its remit     decides when it is its turn; its officer manages its accounts
//	ops        everything               decides when it is its turn; sets accounts and organisations
//	moda       everything               decides when it is its turn
//
// Who the officer of an organisation is stands in its Office, and there alone.
//
// What an actor may not know of answers NotFound, so that nobody learns from a
// refusal which numbers exist (trust.md 18).
package account
