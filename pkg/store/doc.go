// Package store keeps the portal's records in one DynamoDB table and reads them
// back: it implements onboarding.Store. Above it are the use cases, below it a
// Table, which is either Dynamo (AWS) or portaltest.Memory (tests); everything
// about keys and records stands here once, for both.
//
// # The table
//
// Keys are made in keys.go only. Numbers in them are padded with zeros and times
// are UTC to the millisecond, so that text order is the order meant.
//
//	record            pk                   sk
//	organisation      ORG#id               META
//	its officer       ORG#id               OFFICE
//	draft             ORG#org              DRAFT#id                ttl while its sign-up goes on
//	sign-up           SIGNUP#id            META                    ttl; id is a keyed MAC of the address
//	account           ACC#id               META
//	its keyring       ACC#id               KEYS
//	session           ACC#id               SES#hash                ttl
//	its sitting       ACC#id               SIT#hash                ttl; of a half session
//	known browser     ACC#id               DEV#hash                ttl
//	mailed link       TOK#hash             META                    ttl
//	claimed name      NAME#login           CLAIM
//	claimed address   MAIL#address         CLAIM
//	case number       NUMBER#number        CLAIM
//	organisation name ORGNAME#name         CLAIM
//	upload            UP#id                META
//	hosts, documents  ENV                  META
//	catalogue         CAT                  META
//	policy            POLICY               version
//	key of the API    KEY#id               META
//	bulletin          BUL#id               META
//	figures           FIGURES              yyyy-mm, NOW
//	service           SVC#id               META
//	revision          SVC#id               REV#n
//	client_secret     CRED#service         area                    its hash
//	data set or counter  OFF#id               META
//	case              CASE#id              META
//	review            CASE#id              V#seq
//	stage             CASE#id              V#seq#R#round#S#order
//	letter's draft    CASE#id              V#seq#R#round#L#order
//	internal note     CASE#id              NOTE#id
//	undelivered mail  CASE#id              UNSENT#event
//	submission        CASE#id              BODY#seq#round
//	task token        TOKEN#case#seq       META
//	due item          DUE, DUE-FAILED      time#kind#id
//	firewall rule     FW#area              service#id
//	audit entry       LOG#object           seq, or part#seq of what belongs to a case
//	refusal           REFUSED#day#shard    hh:mm#slot              ttl; counts attempts alike of a minute
//	event             OUT#id               META                    ttl once delivered
//	counter           CNT#key              META                    ttl
//	number sequence   SEQ#letter#yyyMMdd   META
//	of later cases    SEQ#number           META
//
// Three overloaded indexes show some of them under other keys. They are sparse
// and may lag behind the table. All carry all attributes, so that a list is one
// request.
//
//	record            gsi1                    gsi2                   gsi3
//	organisation      ORGNAME / name          AUTHORITY / name       DOMAIN#domain / name
//	its officer       ORG#org#ACC / #
//	account           ORG#org#ACC / login
//	draft             ORG#org#DRAFT / created until it is sent
//	case number       NUM#letter / number
//	key of the API    ORG#org#KEY / created
//	service           ORG#org#SVC / name      REMIT#auth#SVC / name  SVC / name
//	data set, counter ORG#org#OFF#l / name    REMIT#auth#OFF#l / name  OFF#l / name
//	case              REMIT#auth / applied    ORG#org#CASE / applied MONTH#yyyy-mm / applied
//	review            NEXT / next             while its machine owes a step
//	stage             WAIT#party / opened     while it waits
//	event             OUT / due               until it is delivered
//	bulletin          BUL, BULOVER / date     the latter once retired
//	firewall rule     FW#area / end           open-ended: 9999
//	audit entry       ACTOR#account / time    DAY#yyyy-mm-dd / time
//	refusal           REFUSED#account / time  REFUSED#day / time     REFUSED#object / time
//
// l is the letter: A of data sets, C of counter services.
// auth is the organisation's competent authority; what lies in nobody's remit is
// not in that index. Months and days are Taipei's. Names are in lower case, to
// be found from their beginning.
//
// # Who reads what
//
//	page or task           request
//	who is it              BatchGetItem of session, account and case number, consistent
//	a case                 Query of CASE#id from META on: the submissions lie before
//	a submission           GetItem, eventually consistent, since it never changes
//	the form               BatchGetItem of organisation, catalogue and draft
//	lists                  Query of an index, page by page
//	clock                  Query of DUE up to now, consistent: nothing is missed however late it comes
//	reconcile              Query of NEXT and OUT up to a time
//	relay                  the stream, filtered by the attribute "due" of OUT# items
//
//	figures            Query of DAY#, forward from where the month's count stands
//	audit pages        Query of ACTOR#, DAY#, LOG# or REFUSED#, newest first
//	verify-audit       Scan, by an administrator: no function may
//
// Search (search.go) reads NUM#, ORGNAME and the lists of services from where the
// words typed begin; a part of a number is looked for in the list of cases of those
// who do not see them all. A list that is filtered besides is read a hundred rows at a
// time, whatever there is, and may show a short page with more behind it.
//
// # Who writes
//
// Commit (commit.go) writes state: one TransactWriteItems of conditional writes,
// refused without an audit entry. note (note.go) makes single writes that are no
// change of state. There is no third way, and no write without a condition but
// for counters, due items and task tokens, whose repetition is harmless.
//
//	version 1 once written   the item must be new
//	version n                the item must have v = n-1
//	version 0                none: another record of the same Tx guards it
//	deletion                 the item must exist
//	standing                 the account must be active and at that epoch
//	key                      the key of the API must not have been revoked
//	claim, entry, event      the item must be new
//
// A lost condition is a Conflict that names the items. Contention and throttles
// are repeated with growing random pauses under the same client token until the
// context's deadline, then they are Unavailable (dynamo_error.go).
//
// # What a decision costs
//
//	                        table (×2)   indexes
//	stage, leaves WAIT          2           1
//	review, enters NEXT         2           1
//	the actor's account, check  2           –
//	audit entry                 2           2
//	event, enters OUT           2           1
//	                           10       +   5   = 15 write units, as long as each item is below 1 KB
//
// An opinion longer than some 200 characters takes the stage above 1 KB, which
// adds two units, and the longest there may be above 2 KB, which adds two more
// (onboarding.TextLimit). A letter's scan adds the upload and its entry: six.
// pkg/store/meter counts.
package store
