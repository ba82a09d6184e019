// Package past plays a year of the portal's life: what people would have filed,
// answered, corrected and taken back, through the same use cases as they do, on
// a table in memory whose clock stands in the past. What comes of it is laid into
// a stack's table as it is: histories, figures and deadlines belong together.
//
//	Past       the portal with its clock, and Play, which goes from day to day
//	agenda     who is going to do what, in the order of time
//	filing     applications, and what is asked for a service later in its life
//	answering  reviewers' answers, corrections, what is taken back
//	Carry      what is left of it goes into the stack's table
//
// Everything is drawn from one sequence of random numbers, so that a year of the
// same length is told the same way; only ids and the day it ends on differ.
//
// Nobody is told anything by it: mails end in a mailbox of its own, and machines
// run beside it. A review that waits at the end has no execution in Step
// Functions; it gets one when it is answered, as after any loss (trust 3).
package past
