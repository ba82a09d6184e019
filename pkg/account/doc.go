// Package account holds organisations, their people, what they are signed in
// with, and the single function that says who may do what.
//
//	role       reads                    acts
//	provider   its organisation's       applies, corrects, withdraws
//	sub        its organisation's       the same, but no accounts
//	authority  what is in its remit     decides when it is its turn
//	ops        everything               decides when it is its turn
//	moda       everything               decides when it is its turn
//
// What an actor may not know of answers NotFound, so that nobody learns from a
// refusal which numbers exist (trust.md 18).
package account
