// Package flow tests the whole way of applications on a real stack, with every
// function and machine deployed by template.yaml; package live says how.
//
// Tests that break something for everybody run one after the other. The others
// run at the same time, each with people and cases of its own; what was broken
// heals beside them.
package flow
