package store

import (
	"fmt"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// Every key of the table is made in this file, by a function of its own for
// each prefix; doc.go says what lies where. Numbers are padded with zeros, so
// that text order is number order.

// meta is the sort key of what a partition is about.
const meta = "META"

func organisationKey(id string) Key        { return Key{"ORG#" + id, meta} }
func draftKey(organisation, id string) Key { return Key{"ORG#" + organisation, draftPrefix + id} }
func accountKey(id string) Key             { return Key{"ACC#" + id, meta} }
func officeKey(organisation string) Key    { return Key{"ORG#" + organisation, officeSort} }
func signUpKey(id string) Key              { return Key{"SIGNUP#" + id, meta} }
func sessionKey(account, hash string) Key  { return Key{"ACC#" + account, sessionPrefix + hash} }
func sittingKey(account, hash string) Key  { return Key{"ACC#" + account, "SIT#" + hash} }
func deviceKey(account, hash string) Key   { return Key{"ACC#" + account, devicePrefix + hash} }
func keyringKey(account string) Key        { return Key{"ACC#" + account, "KEYS"} }
func oneTimeKey(hash string) Key           { return Key{"TOK#" + hash, meta} }
func serviceKey(id string) Key             { return Key{"SVC#" + id, meta} }
func revisionKey(service string, n int) Key {
	return Key{"SVC#" + service, fmt.Sprintf("REV#%05d", n)}
}
func offeringKey(id string) Key { return Key{"OFF#" + id, meta} }
func credentialKey(service string, area casefile.Area) Key {
	return Key{credentialsOf(service), string(area)}
}
func caseKey(id string) Key { return Key{"CASE#" + id, meta} }
func reviewKey(caseID string, seq int) Key {
	return Key{"CASE#" + caseID, fmt.Sprintf("%s%03d", reviewPrefix, seq)}
}
func stageKey(caseID string, review, round, order int) Key {
	return Key{"CASE#" + caseID, fmt.Sprintf("%s%03d#R#%03d%s%02d", reviewPrefix, review, round, stageInfix, order)}
}
func letterKey(caseID string, review, round, order int) Key {
	return Key{"CASE#" + caseID, fmt.Sprintf("%s%03d#R#%03d%s%02d", reviewPrefix, review, round, letterInfix, order)}
}
func unsentKey(caseID, event string) Key { return Key{"CASE#" + caseID, unsentPrefix + event} }
func noteKey(caseID, id string) Key      { return Key{"CASE#" + caseID, notePrefix + id} }
func submissionKey(caseID string, review, round int) Key {
	return Key{"CASE#" + caseID, fmt.Sprintf("BODY#%03d#%03d", review, round)}
}
func tokenKey(caseID string, review int) Key {
	return Key{fmt.Sprintf("TOKEN#%s#%03d", caseID, review), meta}
}
func policyKey(version string) Key  { return Key{policyPartition, version} }
func apiKeyKey(id string) Key       { return Key{"KEY#" + id, meta} }
func uploadKey(id string) Key       { return Key{"UP#" + id, meta} }
func environmentKey() Key           { return Key{"ENV", meta} }
func catalogueKey() Key             { return Key{"CAT", meta} }
func figuresKey(of string) Key      { return Key{"FIGURES", of} }
func bulletinKey(id string) Key     { return Key{"BUL#" + id, meta} }
func dueKey(d onboarding.Due) Key   { return Key{duePartition, dueSort(d)} }
func asideKey(d onboarding.Due) Key { return Key{"DUE-FAILED", dueSort(d)} }
func ruleKey(area casefile.Area, service, id string) Key {
	return Key{rulePartition(area), service + "#" + id}
}
func entryKey(object string, seq int) Key {
	whole, part := wholeOf(object)
	if part != "" {
		part += "#"
	}
	return Key{logPartition(whole), fmt.Sprintf("%s%08d", part, seq)}
}
func eventKey(id string) Key    { return Key{"OUT#" + id, meta} }
func counterKey(key string) Key { return Key{"CNT#" + key, meta} }
func laterKey(first string) Key { return Key{"SEQ#" + first, meta} }

func sequenceKey(l casefile.Letter, day calendar.Date) Key {
	return Key{fmt.Sprintf("SEQ#%s#%s", l, day.ROC()), meta}
}

// claimKey is where a name lies that may exist once.
func claimKey(space onboarding.ClaimSpace, value string) Key {
	prefix := "NAME#"
	switch space {
	case onboarding.MailClaim:
		prefix = "MAIL#"
	case onboarding.NumberClaim:
		prefix = "NUMBER#"
	case onboarding.OrganisationClaim:
		prefix = "ORGNAME#"
	}
	return Key{prefix + value, "CLAIM"}
}

// Parts of sort keys and whole partitions that queries name too.
const (
	draftPrefix   = "DRAFT#"
	sessionPrefix = "SES#"
	devicePrefix  = "DEV#"
	officeSort    = "OFFICE"
	reviewPrefix  = "V#"
	stageInfix    = "#S#"
	letterInfix   = "#L#"
	notePrefix    = "NOTE#"
	unsentPrefix  = "UNSENT#" // between the case and its reviews, so that one query brings all
	duePartition  = "DUE"

	policyPartition = "POLICY"
	standsNow       = "NOW" // behind every month
)

func credentialsOf(service string) string     { return "CRED#" + service }
func rulePartition(area casefile.Area) string { return "FW#" + string(area) }
func logPartition(object string) string       { return "LOG#" + object }

func dueSort(d onboarding.Due) string {
	return fmt.Sprintf("%s#%s#%s", stamp(d.At), d.Kind, d.ID)
}

// entry places an item in an index. Those without a sort key are left out.
type entry struct {
	index  Index
	pk, sk string
}

// Partitions of the indexes.
const (
	organisationNames = "ORGNAME"   // gsi1
	authorities       = "AUTHORITY" // gsi2
	serviceNames      = "SVC"       // gsi3
	owedReviews       = "NEXT"      // gsi1
	undelivered       = "OUT"       // gsi1
	bulletinsShown    = "BUL"       // gsi1
	bulletinsRetired  = "BULOVER"   // gsi1
)

func organisationsAt(domain string) string   { return "DOMAIN#" + domain }             // gsi3
func peopleOf(organisation string) string    { return "ORG#" + organisation + "#ACC" } // gsi1
func keysOf(organisation string) string      { return "ORG#" + organisation + "#KEY" } // gsi1
func servicesOf(organisation string) string  { return "ORG#" + organisation + "#SVC" } // gsi1
func servicesUnder(authority string) string  { return "REMIT#" + authority + "#SVC" }  // gsi2
func offeringNames(l casefile.Letter) string { return "OFF#" + string(l) }             // gsi3
func offeringsOf(organisation string, l casefile.Letter) string { // gsi1
	return "ORG#" + organisation + "#OFF#" + string(l)
}
func offeringsUnder(authority string, l casefile.Letter) string { // gsi2
	return "REMIT#" + authority + "#OFF#" + string(l)
}
func casesUnder(authority string) string  { return "REMIT#" + authority }             // gsi1
func casesOf(organisation string) string  { return "ORG#" + organisation + "#CASE" }  // gsi2
func casesIn(month string) string         { return "MONTH#" + month }                 // gsi3
func draftsOf(organisation string) string { return "ORG#" + organisation + "#DRAFT" } // gsi1
func queueOf(party string) string         { return "WAIT#" + party }                  // gsi1
func numbersOf(letter string) string      { return "NUM#" + letter }                  // gsi1
func actsOf(account string) string        { return "ACTOR#" + account }               // gsi1
func actsOn(day calendar.Date) string     { return "DAY#" + day.String() }            // gsi2
func refusalsOf(account string) string    { return "REFUSED#" + account }             // gsi1
func refusalsOn(day calendar.Date) string { return "REFUSED#" + day.String() }        // gsi2
func refusalsAbout(object string) string  { return "REFUSED#" + object }              // gsi3

// Among the people of an organisation its office comes first: logins are of
// letters and digits.
const (
	beforeLogins = "#"
	firstLogin   = "0"
)

// inOrder is a sort key by time; what follows keeps equal times apart.
func inOrder(t time.Time, rest ...string) string {
	return strings.Join(append([]string{stamp(t)}, rest...), "#")
}

// byName is a sort key under which names are found whatever case they are
// typed in.
func byName(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// lastRune comes behind whatever else a name goes on with.
const lastRune = "\uffff"

// beginning is the range of the sort keys that begin with prefix, whose last
// character must be ASCII and below '~'.
func beginning(prefix string) Range {
	last := len(prefix) - 1
	return Range{From: prefix, To: prefix[:last] + string(prefix[last]+1)}
}
