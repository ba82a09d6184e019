// Package live drives a portal that runs on a real stack: people act through
// the use cases, in the test's own process and on the stack's table; open,
// conclude, relay, clock, reconcile, the state machines, the table's stream and
// the mail are the deployed ones.
//
//	Stack      stack.go      where everything is
//	Portal     portal.go     the use cases, and the people all tests share
//	Cast       people.go     an organisation with its authority, of one test
//	Paper      paper.go      one case on its way
//	Await      await.go      polling with an end
//	Mail       mailbox.go    what arrived in Mailpit
//	Execution  execution.go  what a state machine did
//	           harm.go       what can be broken, and put right again
//	           role.go      rights, as a function has them
//	           trace.go      logs and dead letters
//	           stream.go     the table's stream, read and delivered by hand
//
// Restart and AwaitRefusedBatch know that the stack is an emulator; the rest
// would do on AWS.
package live
