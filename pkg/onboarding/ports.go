package onboarding

import (
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/bulletin"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/environment"
	"mydata.nat.gov.tw/portal/pkg/figures"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/offering"
	"mydata.nat.gov.tw/portal/pkg/policy"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Store is the table as use cases see it. What does not exist is a fault
// NotFound; what could not be reached is Unavailable. Single records are read
// consistently, lists through indexes that may lag.
type Store interface {
	Reader
	Noter
	// Commit writes tx as one transaction. A lost condition is a fault
	// Conflict; contention and throttles are retried within ctx's deadline.
	Commit(ctx context.Context, tx Tx) error
}

// Door is what a request finds behind its cookie.
type Door struct {
	Session account.Session
	Account account.Account
	CaseID  string          // of the case whose number the path names; empty when unknown
	Whose   account.Account // the account that the path names; zero when unknown
	Service service.Service // the service that the path names; zero when unknown
}

// Besides is what a request asks for together with its session, since its path
// names it. What is empty is not asked for.
type Besides struct {
	Number    string // of a case
	AccountID string
	ServiceID string
}

// Desk is what filling in an application needs, loaded by one request.
type Desk struct {
	Draft        Draft
	Organisation account.Organisation
	Catalogue    form.Catalogue // without what was retired
}

// Page asks for a part of a list: at most Limit rows after the opaque cursor
// After, which is empty for the first.
type Page struct {
	Limit int
	After string
	Queue QueueFilter // of Queue
	// What is wanted of the list; a page may then be short although more follow.
	States []casefile.State  // of Cases: only these, or all
	Items  []casefile.Letter // of Cases: only such numbers, or all (申請項目)
	Area   casefile.Area     // of Cases: only there, or anywhere
	Words  string            // of Cases: their service or organisation has these in its name
	Begins string            // of Services: their names begin so; of Cases: their numbers
	Party  string            // of Acts and Refusals: only by people of this organisation, or by anybody
}

// MostRows is how many rows a page of a narrowed list looks through, whatever
// there is, and the most that any page shows.
const MostRows = 100

// Search is what of the history is asked for: an object's or an actor's part of
// it, of one day where Day is set too, or all of that day.
type Search struct {
	Object  string        // "case/k3v…", "service/…": Acts takes a case with all that belongs to it
	ActorID string        // account
	Day     calendar.Date // in Taipei
}

// Reader loads. Each method is one request to DynamoDB unless it says more.
type Reader interface {
	// Claimed returns the owner of a claimed name. It is not read consistently:
	// a name that was handed over this very second may still name its owner of
	// before, who is not let in by it any more.
	Claimed(ctx context.Context, space ClaimSpace, value string) (owner string, err error)
	Account(ctx context.Context, id string) (account.Account, error)
	Organisation(ctx context.Context, id string) (account.Organisation, error)
	// Session returns a session and its account by one consistent BatchGetItem;
	// hash is the session's key. The same request brings what is named besides.
	Session(ctx context.Context, accountID, hash string, besides Besides) (Door, error)
	// Caller reads an account and whether the browser with that hash is known
	// to it; where there is no such account it is zero.
	Caller(ctx context.Context, accountID, device string, now time.Time) (a account.Account, known bool, err error)
	Keyring(ctx context.Context, accountID string) (account.Keyring, error)
	// Sitting returns what belongs to a half session, and the account's
	// keyring; each is zero where there is none.
	Sitting(ctx context.Context, accountID, hash string) (account.Sitting, account.Keyring, error)
	OneTime(ctx context.Context, hash string) (OneTime, error)
	// Access returns an account's sessions, those that are over included, and
	// its keyring; Devices the browsers known to it.
	Access(ctx context.Context, accountID string) ([]account.Session, account.Keyring, error)
	Devices(ctx context.Context, accountID string) ([]account.Device, error)
	// Counts reads counters as they stand, in the order of keys.
	Counts(ctx context.Context, now time.Time, keys ...string) ([]Tally, error)

	// People lists the accounts of an organisation by login, removed ones
	// included; Staff does with who is its officer, zero where it has none.
	People(ctx context.Context, organisationID string) ([]account.Account, error)
	Staff(ctx context.Context, organisationID string) (account.Office, []account.Account, error)
	Office(ctx context.Context, organisationID string) (account.Office, error)
	// Authorities lists the organisations that are competent authorities; it
	// may be a minute old, and mostly costs no request.
	Authorities(ctx context.Context) ([]account.Organisation, error)
	// Organisations lists by name, those whose name begins so.
	Organisations(ctx context.Context, begins string, page Page) (rows []account.Organisation, next string, err error)
	// OrganisationsAt lists those with a registrable mail domain.
	OrganisationsAt(ctx context.Context, domain string) ([]account.Organisation, error)

	SignUp(ctx context.Context, id string) (SignUp, error)
	// Sheet returns a draft whose organisation does not exist yet, and the
	// catalogue. Where there is no such draft Desk.Draft is zero.
	Sheet(ctx context.Context, organisationID, id string) (Desk, error)

	// Draft returns a draft of an organisation with what filling it in needs.
	// With an empty id, or where there is no such draft, Desk.Draft is zero.
	Draft(ctx context.Context, organisationID, id string) (Desk, error)
	// PaperDesk is Draft for something that is asked for a service, with the
	// revisions that sv, as it was read before, has in force, on its way and last.
	PaperDesk(ctx context.Context, organisationID, id string, sv service.Service) (Desk, []service.Revision, error)
	// Drafts lists what an organisation has yet to send, corrections included,
	// the newest first.
	Drafts(ctx context.Context, organisationID string, page Page) (rows []Draft, next string, err error)

	// Key returns a key of the REST API; Keys lists an organisation's, newest first.
	Key(ctx context.Context, id string) (apikey.Key, error)
	Keys(ctx context.Context, organisationID string) ([]apikey.Key, error)

	// Policy returns the newest published version of terms and privacy policy,
	// which may be a minute old; Policies lists all, newest first.
	Policy(ctx context.Context) (policy.Policy, error)
	Policies(ctx context.Context) ([]policy.Policy, error)

	// Bulletin returns an entry of the 公佈欄; Bulletins lists it, the newest date
	// first; NewestBulletins are some of those, as they were within the last minute.
	Bulletin(ctx context.Context, id string) (bulletin.Bulletin, error)
	Bulletins(ctx context.Context, which Bulletins, page Page) (rows []bulletin.Bulletin, next string, err error)
	NewestBulletins(ctx context.Context, which Bulletins) ([]bulletin.Bulletin, error)

	// Environment returns the hosts and documents for partners; the zero Sheet
	// where nobody has written any yet.
	Environment(ctx context.Context) (environment.Sheet, error)
	// Upload returns a file's record.
	Upload(ctx context.Context, id string) (upload.Upload, error)

	// Catalogue returns the whole catalogue of data sets, retired ones included,
	// read consistently; zero where none was published yet.
	Catalogue(ctx context.Context) (Catalogue, error)
	Offering(ctx context.Context, id string) (offering.Offering, error)
	// Offerings lists data sets or counter services, whichever the letter says,
	// by name.
	Offerings(ctx context.Context, scope Scope, letter casefile.Letter, page Page) (rows []offering.Offering, next string, err error)

	Service(ctx context.Context, id string) (service.Service, []service.Revision, error)
	// Credentials returns those of a service, by area, consistently.
	Credentials(ctx context.Context, serviceID string) ([]service.Credential, error)
	// Services lists by name: of an organisation, of an authority's remit, or
	// all, whichever the scope names.
	Services(ctx context.Context, scope Scope, page Page) (rows []service.Service, next string, err error)

	// Dossier returns a case with its reviews and stages by one consistent
	// query; the frozen forms lie in another key range.
	Dossier(ctx context.Context, caseID string) (casefile.Dossier, error)
	// LetterDraft returns what was prepared at a letter stage.
	LetterDraft(ctx context.Context, caseID string, review, round, order int) (casefile.LetterDraft, error)
	// Submission returns the frozen form of one round. It never changes, so it
	// is read without consistency.
	Submission(ctx context.Context, caseID string, review, round int) (casefile.Submission, error)
	// Cases lists newest first; for scope All the month (yyyy-mm, Taipei) is required.
	Cases(ctx context.Context, scope Scope, month string, page Page) (rows []casefile.Case, next string, err error)
	// Numbered lists the cases whose number begins so, the highest first, as far
	// as the scope shows them; it takes two requests. For a part of a number and
	// not all organisations it is Cases, newest first.
	Numbered(ctx context.Context, begins string, scope Scope, page Page) (rows []casefile.Case, next string, err error)
	// Queue lists the open stages of a party, oldest first; Page.Queue narrows it.
	Queue(ctx context.Context, partyID string, page Page) (rows []casefile.Stage, next string, err error)

	// ActsFrom lists the audit entries of a day behind a place, "" for its
	// beginning, and before a time, in order; last is the place of the last.
	ActsFrom(ctx context.Context, day calendar.Date, after string, until time.Time, limit int) (rows []audit.Entry, last string, err error)
	// Figures returns what was counted of the months from one on, in order, and
	// how things stood when they were last looked at.
	Figures(ctx context.Context, from string) ([]figures.Month, figures.Now, error)
	// RecentMonths are the months of Figures as they were within the last minute.
	RecentMonths(ctx context.Context, from string) ([]figures.Month, error)

	// Rules lists an area's rules that end after at, soonest first, or with
	// ended those that had ended by then, last first. RulesAt reads the former
	// whole; RulesOf a service's, ended ones included, and FindRules some by
	// their Ref, both consistently.
	Rules(ctx context.Context, area casefile.Area, at time.Time, ended bool, page Page) (rows []firewall.Rule, next string, err error)
	RulesAt(ctx context.Context, area casefile.Area, at time.Time) ([]firewall.Rule, error)
	RulesOf(ctx context.Context, area casefile.Area, serviceID string) ([]firewall.Rule, error)
	FindRules(ctx context.Context, area casefile.Area, refs []string) ([]firewall.Rule, error)
	Log(ctx context.Context, object string) ([]audit.Entry, error)
	// Acts lists audit entries, newest first (F8).
	Acts(ctx context.Context, search Search, page Page) (rows []audit.Entry, next string, err error)
	// Refusals lists attempts that came to nothing, newest first.
	Refusals(ctx context.Context, search Search, page Page) (rows []audit.Refusal, next string, err error)
	// Accounts loads some accounts, at most 100, by one request without
	// consistency; those that do not exist are left out.
	Accounts(ctx context.Context, ids []string) (map[string]account.Account, error)

	// DueBefore lists due items up to at, oldest first, consistently.
	DueBefore(ctx context.Context, at time.Time, limit int) ([]Due, error)
	// Owed lists reviews whose machine owes a step since before at.
	Owed(ctx context.Context, before time.Time, limit int) ([]casefile.Review, error)
	// Event returns what was told or is to be; it is forgotten a month after.
	Event(ctx context.Context, id string) (Event, error)
	// Overdue lists events that should have been delivered before at.
	Overdue(ctx context.Context, before time.Time, limit int) ([]Event, error)
	TaskToken(ctx context.Context, caseID string, review int) (TaskToken, error)
}

// Scope is whose rows a list shows. One field is set, or of Cases the first two.
type Scope struct {
	OrganisationID string // what belongs to it
	AuthorityID    string // what lies in its remit
	All            bool
}

// Shows reports whether what belongs to an organisation, and lies in an
// authority's remit, is in the scope.
func (s Scope) Shows(organisationID, authorityID string) bool {
	if s.All {
		return true
	}
	return (s.OrganisationID != "" || s.AuthorityID != "") &&
		(s.OrganisationID == "" || s.OrganisationID == organisationID) && (s.AuthorityID == "" || s.AuthorityID == authorityID)
}

// Tally is a counter as it stands; zero where nothing counts.
type Tally struct {
	N     int
	Row   int       // of CountRow: what was counted in the times before
	Until time.Time // when N begins again
}

// Noter makes the single writes that are no change of state: the closed list
// of architecture.md. None is audited.
type Noter interface {
	// TouchSession renews the idle mark.
	TouchSession(ctx context.Context, s account.Session, now time.Time) error
	// NoteSeen marks the 公佈欄 as read by an account up to at.
	NoteSeen(ctx context.Context, accountID string, at time.Time) error
	// Count adds one to a counter and returns the new value. A new counter, or
	// one that was over at now, begins at 1 and forgets itself at until; any
	// other keeps its own time.
	Count(ctx context.Context, key string, now, until time.Time) (int, error)
	// CountRow is Count for failures in a row: what is over at until goes on
	// counting in Row, at most so many of each time, as long as nobody resets it.
	CountRow(ctx context.Context, key string, now, until time.Time, most int) (Tally, error)
	// ResetCount forgets a counter.
	ResetCount(ctx context.Context, key string) error
	// CountCode counts one try of a one-time code on the account itself and
	// returns the account as it then is, CodeTries included: counting and
	// loading are one request, so that a guess is counted before it is looked
	// at (trust 12). Tries older than window go into CodeRow, at most so many of
	// each window.
	CountCode(ctx context.Context, accountID string, now time.Time, window time.Duration, most int) (account.Account, error)
	// NoteWaiting notes on a reviewer's account how much waits for the party, of
	// which how much is overdue. It is no version of the account.
	NoteWaiting(ctx context.Context, accountID string, waiting, overdue int) error
	// Refused counts an attempt that came to nothing, together with others alike
	// of the same minute (trust 7).
	Refused(ctx context.Context, r audit.Refusal) error
	// NextNumber draws the next sequence of a letter and day (B8).
	NextNumber(ctx context.Context, letter casefile.Letter, day calendar.Date) (int, error)
	// NextLater draws the next n of the later cases about what was first applied
	// for under a number (B8). What one application began shares them.
	NextLater(ctx context.Context, first string) (int, error)
	// SaveDraft writes a draft unless somebody else wrote it since: Conflict.
	SaveDraft(ctx context.Context, d Draft) error
	// SaveLetterDraft keeps what stood in a decision form, unless the draft was
	// changed since: Conflict.
	SaveLetterDraft(ctx context.Context, l casefile.LetterDraft) error
	// SaveSignUp keeps what a sign-up has typed, unless it was changed since:
	// Conflict.
	SaveSignUp(ctx context.Context, u SignUp) error
	// SaveMonth writes figures unless somebody else did since: Conflict.
	SaveMonth(ctx context.Context, m figures.Month) error
	SaveNow(ctx context.Context, n figures.Now) error
	// Lease takes an event for delivery until a time, if it is still due at
	// due, counts the try and returns the event; taken is false where another
	// relay has it or it was delivered.
	Lease(ctx context.Context, id string, due, until time.Time) (e Event, taken bool, err error)
	// Defer sets a new delivery time.
	Defer(ctx context.Context, id string, due time.Time) error
	// Delivered marks an event as told.
	Delivered(ctx context.Context, id string, now time.Time) error
	// FanOut adds events that do not exist yet.
	FanOut(ctx context.Context, events []Event) error
	// DeferDue moves a due item that could not be done to a later time, or
	// aside for a person to look at.
	DeferDue(ctx context.Context, d Due, to time.Time, aside bool) error
	// DropDue removes a due item that has become pointless.
	DropDue(ctx context.Context, d Due) error
}

// Workflow is Step Functions as relay sees it.
type Workflow interface {
	// Start starts the execution of a review's attempt. Started is also what
	// an execution of that name and input that already runs is.
	Start(ctx context.Context, machine string, run Run) (StartResult, error)
	// Stop ends an execution nobody needs; one that is gone is no error.
	Stop(ctx context.Context, machine string, run Run) error
	// Answer tells a waiting task. A token that is unknown, used or timed out
	// is TokenGone, not an error (trust 3).
	Answer(ctx context.Context, token string, reply chain.Reply) (AnswerResult, error)
}

// Run names one execution; it is also its input (ids only).
type Run struct {
	CaseID  string `json:"case"`
	Review  int    `json:"review"`
	Round   int    `json:"round"`
	Attempt int    `json:"attempt"`
}

// StartResult is what came of Start.
type StartResult int

// The results of Start.
const (
	Started    StartResult = iota // it runs
	StartTaken                    // the name was used by an execution that does not run any more
)

// AnswerResult is what came of Answer.
type AnswerResult int

// The results of Answer.
const (
	Answered  AnswerResult = iota
	TokenGone              // look at the table
)

// Mailer sends mail. A repeat of the same Message is harmless.
type Mailer interface {
	Send(ctx context.Context, m Message) error
}

// Message is one mail, ready to send.
type Message struct {
	ID      string // of the event; becomes a header, so that repeats are recognised
	To      string
	Subject string
	Text    string
	HTML    string
}

// Draft is an application that is being filled in, or the correction of a
// returned one, which is made when the case is returned (then CaseID and Number
// are set from the start and Corrects is true).
type Draft struct {
	ID             string `json:"id"`
	OrganisationID string `json:"org"`

	Kind      casefile.Kind `json:"kind,omitempty"`     // of the case it is to become: see Asks
	Offering  string        `json:"offering,omitempty"` // id of the data set or counter service it is about, where that exists
	ServiceID string        `json:"service,omitempty"`  // of the online service it is about, where that exists
	Service   string        `json:"about,omitempty"`    // its name, or that of what Offering is, as it was when the draft was made
	Seen      int           `json:"seen,omitempty"`     // version of the offering that the draft began with
	InForce   form.Values   `json:"inforce,omitempty"`  // of a change: the answers it began with

	CaseID    string      `json:"case,omitempty"`   // set once it was submitted: a repeat is led there (trust 8)
	Number    string      `json:"number,omitempty"` // of that case
	Values    form.Values `json:"values"`
	Secrets   Sealed      `json:"secrets,omitempty"` // key texts of H (B4)
	Changed   time.Time   `json:"changed"`
	ChangedBy string      `json:"changedby"` // name of the person
	Created   time.Time   `json:"created"`
	Forget    time.Time   `json:"forget,omitzero"` // of a sign-up's: when it is dropped unless it was sent
	Version   int         `json:"v"`

	// Of a correction only:
	Review  int                  `json:"review,omitempty"` // which was returned; 0: the first
	Before  form.Values          `json:"before,omitempty"` // the returned answers that have been changed since
	Notes   []casefile.FieldNote `json:"notes,omitempty"`  // what the reviewer pointed at (F3)
	Opinion string               `json:"opinion,omitempty"`
	Sent    int                  `json:"sent,omitempty"` // the round it was sent as; 0 while it can be edited
}

// Done reports whether the draft was sent: nothing of it is left to do.
func (d Draft) Done() bool {
	return d.Sent > 0 || d.Number != "" && !d.Corrects()
}

// RecordVersion is the version the draft has once written.
func (d Draft) RecordVersion() int { return d.Version }
