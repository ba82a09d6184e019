// Package service holds an online service, its revisions and the steps its
// candidate goes through. It is pure: time is passed in.
//
// A service has at most two revisions: the live one and a candidate on its way.
// The steps of a candidate, with the words of spec.md D:
//
//	step         event              next         effect
//	–            Submitted          test-review  candidate 1 exists
//	test-review  TestApproved       testing      client_id, window, firewall rules, deadlines
//	test-review  TestRefused        –            the candidate is gone, the service stays listed
//	testing      WindowEnded        test-ended   the firewall is closed already: rules carry their end
//
// What is not in the table is refused. The state a person sees is computed from
// step and window at the time asked, so that no timer can be late (trust 10).
package service
