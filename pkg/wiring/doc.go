// Package wiring is what the mains of all functions have in common: it reads
// settings and keys, makes the clients of AWS, and serves invocations with one
// log line each. It decides nothing about cases.
package wiring
