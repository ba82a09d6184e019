// Package firewall is the ledger of what partners may reach and from where
// (spec D12): rules with the case that asked for them and the time they hold,
// the set of rules that are open at a moment, its difference from another, and
// its two forms for operators, JSON and nftables.
//
//	purpose    direction   far side                  near side
//	sp-api     outbound    the partner's SP-API,     our hosts
//	                       port of its URL
//	host       inbound     the partner's hosts       the MyData APIs, 443
//	test-ip    inbound     who tries out in 測試區    the front end, 443
//	pilot-ip   inbound     who tries out in 正式區    the front end, 443
//	pilot-sp-api, pilot-host: the first two for a change that is piloted beside
//	what is live
//
// Whether an address is open is computed from its rule's time when asked, never
// from a flag that a timer would have to clear (trust 10). That somebody has set
// a rule on the real firewall is a remark beside it and changes nothing here.
package firewall
