// Package casefile holds the paper side of the portal: the case (申請單), its
// reviews, their rounds, stages and submissions, and the transitions between
// their states. It is pure: time is passed in and nothing is stored.
//
// A review stands in one of these states:
//
//	state      meaning                              leaves it by
//	moving     the state machine owes a step        Open, Conclude, Restart (stays), Withdraw
//	waiting    a stage is open for its party        Decide, Withdraw, End
//	returned   the applicant corrects (退回)         Resubmit, Withdraw
//	approved   over, outcome applied                –
//	rejected   over, outcome applied                –
//	withdrawn  over, taken back by the applicant    –
//	held       waits for its applicant's account    Release, Close
//
// Decide leads from waiting to moving: the decision is taken, and either the
// next stage has to be opened or, with Outcome set, the result to be applied.
// Round counts submissions of one review, Attempt the executions that drove one
// round; Next says since when the machine owes its step.
package casefile
