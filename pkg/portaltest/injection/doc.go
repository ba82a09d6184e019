// Package injection holds five hundred texts that would become script, markup,
// style or a mail's header wherever a page or a mail let them (trust 22), and
// what tests of pages and mails need to take them through every field:
//
//	Texts     the texts, by the context they would break out of
//	Blocks    the texts laid end to end, as much of them as one field takes at once
//	Replace   puts other words in place of whatever people typed in a record
//	Document  what a page or a mail shows, to be searched for the texts
//
// The texts are data: a line breaks one rule of some parser, and what it would
// run is always a call of alert or a request to evil.example.
package injection
