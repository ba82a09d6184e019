// Package form describes the applications: the service provider's (spec B2) and
// its counterpart for go-live (D5), the data provider's, the one for a counter
// service, and what is asked when either is taken down (B1, D14). Each type has a
// table with a row for every field; pages, checks, differences, prints and mails
// are derived from it, so that a field is added or changed in that one place.
//
//	table.go            Application, GoLive; CounterPaper shares some of its rows
//	table_provider.go   ProviderPaper
//	table_counter.go    CounterPaper, RetirePaper
//
// # A table
//
//	column                    meaning
//	Key                       name in forms, storage, notes and control ids; never renamed
//	Letter, Label, Group      the manual's letter and words; Group is the legend over
//	                          neighbours that belong together (SP-API網址及對應IP)
//	Hint, Example             in sight beside the control (B6)
//	Section                   which of the five pages
//	Kind                      control, reading, general check and display
//	Options                   choices with value, label, hint; see Field.Choices
//	Max                       characters, rows or bytes
//	When                      asked only while another field has this value
//	Way, Official             what a change costs after go-live (D8), and whether the
//	                          authority writes a letter (D4, D8)
//	Purpose                   of a file: what it is handed in for
//	PerArea                   測試區 and 正式區 each have their own (B4, D5)
//	Autocomplete, InputMode   for the HTML control
//	Fragment                  a URL may end in #fragment
//	on, optionalOn            papers it stands on, and may be left empty on
//	onCounter                 how a shared row reads for a counter service
//	repeats                   asked for each data set of the application: see For
//	initial                   what a new application opens with (B2)
//	check                     what this field has to fulfil beyond its kind
//
// On and In list the fields of a paper or of one of its pages, with Label and
// Required settled for it.
//
// # From a page to the table of cases
//
//	posted page ──Parse──► Values  ──Check──► faults and warnings at their controls
//	                  └──► Secrets (H), for the caller to encrypt
//	Values ──Answers──► case page, preview, print, mail
//	two Values ──Diff──► changed fields ──Way, Chain──► what the change costs
//
// Values is a map of lists of strings, whatever the field: it is stored as it
// is, and it may hold wrong answers, since nothing typed is ever lost (B6). Only
// values without faults are submitted. Rich text and keys keep their structure
// as JSON in a single string and are read by Values.Rich, Values.Material and
// Values.File; a pair is a row with a tab in it: Values.Pairs. A file is never posted with a page: what refers to it is written by
// the server, when its upload begins and when it was looked through.
//
// # Rules that the code holds together
//
//   - Private keys are never kept: text that looks like one is dropped by Parse,
//     only the sentence that says so remains.
//   - The key text of H is in Parsed.Secrets once, on its way to encryption;
//     Values has its fingerprint.
//   - Addresses are data. A URL is shown as text, rich text has no links.
//   - Nothing here knows time or catalogue: Context brings them.
package form
