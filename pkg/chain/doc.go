// Package chain holds the review chains: which party answers at which stage, and
// what follows an answer (spec C). It is the one source of that knowledge; the
// state machines under statemachines/ are generated from it, and the use cases
// ask it before they record a decision.
//
//	chain     stages, in order
//	full      authority → ops → authority's letter → moda
//	standard  ops → moda
//	ops       ops
//
// The graph of every chain is the same shape:
//
//	approve   the next stage; after the last one the review is approved
//	reject    the review is rejected, at whatever stage
//	return    the round is over; the applicant corrects and a new round starts
//	          at stage 1 (never in a case about an account: fig. 78)
//
// No other edge exists. A value that is not listed here is an error and never
// read as a rejection (trust 6 and 7).
//
// Chains carry a version. A review keeps the one it started with, so a version
// that was ever deployed stays in this package while reviews use it.
package chain
