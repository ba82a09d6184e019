// Package mail sends mail through SES, as onboarding.Mailer asks.
//
// What SES refuses is told apart by what relay can do about it:
//
//	fault         SES says                                    relay
//	Invalid       the address or the message can never go     gives up on this mail
//	Unavailable   all else: a throttle, a limit, sending       tries again later; nothing is
//	              paused, an identity not verified yet         dropped (trust 28)
package mail
