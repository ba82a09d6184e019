// Package workflow drives the state machines of Step Functions, as
// onboarding.Workflow asks.
//
// Every question may be asked twice, because relay tells at least once. The
// answers Step Functions gives then are no failures:
//
//	call               Step Functions says                     result
//	StartExecution     it runs, or runs already                Started
//	                   ExecutionAlreadyExists                  looked up: Started, if it runs with our input,
//	                                                           else StartTaken
//	StopExecution      ExecutionDoesNotExist,                  nothing to stop
//	                   ValidationException: it has ended
//	SendTaskSuccess    TaskTimedOut, InvalidToken,             TokenGone (trust 3)
//	                   TaskDoesNotExist
//
// What is wrong with our own request or setup is a fault Internal, everything
// else Unavailable: relay tries both again, an alarm counts them.
package workflow
