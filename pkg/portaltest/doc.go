// Package portaltest is what tests stand on instead of AWS and the world:
//
//	Memory    a table in memory; store.New(NewMemory()) is a whole store
//	Clock     a time that tests set
//	IDs       ids that come in the same order in every run
//	Mailbox   a mailer that keeps what it was given
//	Archive   a bucket of signed days and the key that signs them
//	Machine   state machines that run the chains, in place of Step Functions
//	World     a portal with people, on all of these
//
// The package canned beneath it answers the SDK's clients with replies that a
// test wrote down; injection holds texts that would like to be script.
//
// Memory keeps the rules that the DynamoDB adapter gets from AWS: conditions,
// all-or-nothing transactions with tokens, key order, pages, indexes that may
// lag. The contract suite in storetest holds both to the same behaviour.
package portaltest
