package onboarding_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/link"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// stand is a case in one of its states.
type stand struct {
	*portaltest.World
	t      *testing.T
	state  string
	id     string
	number string
	people []account.Actor // in the order of the table's columns
}

// scene is where the walk over one chain begins: a case at "moving 1".
func scene(t *testing.T, chainName string) stand {
	t.Helper()
	w := portaltest.NewWorld(t)
	s := stand{World: w, t: t, state: "moving 1"}
	officer, sub := w.Officer, w.Colleague
	var err error
	switch chainName {
	case "standard":
		officer, sub = agency(t, w), w.Colleague
		fallthrough
	case "full":
		s.number, err = w.Submit(t.Context(), officer, w.Draft(t, officer, portaltest.Application()))
	case "ops":
		s.number, err = w.RequestSub(t.Context(), officer, "k", person("helper01"))
	case "moda":
		s.number, err = w.RequestRebind(t.Context(), w.Ops.AccountID, "k")
	case "held":
		_, numbers := sent(t, w, newcomer, "newbank01")
		s.state, s.number = "held", numbers[1]
	}
	if err != nil {
		t.Fatal(err, fault.FieldsOf(err))
	}
	s.id = caseOf(t, w, s.number)
	foreign, byMail := w.Bureau, w.Ops
	foreign.OrganisationID, byMail.Level = "another", account.LevelMail
	s.people = []account.Actor{officer, sub, w.Stranger, w.Bureau, foreign, w.Ops, byMail, w.Moda}
	return s
}

// agency is the officer of a public body, which no authority stands above.
func agency(t *testing.T, w *portaltest.World) account.Actor {
	t.Helper()
	ctx := t.Context()
	org, err := w.Enrol(ctx, account.Organisation{Name: "測試縣政府", Kind: account.Public, Domain: "county.gov.tw"},
		account.Account{Role: account.Provider, Login: "county01", Name: "縣府承辦", Phone: "03-000-0000", Mail: "county01@county.gov.tw"})
	if err != nil {
		t.Fatal(err)
	}
	people, err := w.Store.People(ctx, org)
	if err != nil {
		t.Fatal(err)
	}
	id := people[0].ID
	if err := w.SetPassword(ctx, id, portaltest.Password); err != nil {
		t.Fatal(err)
	}
	if err := w.BindFactor(ctx, id, portaltest.Factor("county01")); err != nil {
		t.Fatal(err)
	}
	return account.ActorOf(accountOf(t, w, id), account.LevelTOTP)
}

func (s stand) review() (casefile.Dossier, casefile.Review) {
	s.t.Helper()
	return dossier(s.t, s.World, s.id)
}

func (s stand) run(earlier int) onboarding.Run {
	_, r := s.review()
	return onboarding.Run{CaseID: s.id, Review: r.Seq, Round: r.Round, Attempt: r.Attempt - earlier}
}

// at is where the case stands by its own records, in the table's words.
func (s stand) at() string {
	d, r := s.review()
	switch seen := sightOf(d, r); {
	case r.State == casefile.ReviewHeld:
		return "held"
	case seen.phase == "moving" && seen.round > 1:
		return "corrected"
	case seen.phase == "moving", seen.phase == "waiting":
		return seen.phase + " " + strconv.Itoa(seen.stage)
	case seen.phase == "decided":
		return "decided " + seen.end
	default:
		return seen.phase
	}
}

// do lets an event happen on a copy of the case, by one of the people, and
// returns the copy.
func (s stand) do(event string, who account.Actor) (stand, error) {
	s.World = s.Copy()
	ctx := s.t.Context()
	_, r := s.review()
	run := s.run(0)
	if strings.HasPrefix(event, "stale ") {
		run = s.run(1)
	}
	switch strings.TrimPrefix(event, "stale ") {
	case "approve", "reject", "return":
		_, err := s.Decide(ctx, who, s.ballot(chain.Answer(event)))
		return s, err
	case "withdraw":
		return s, s.Withdraw(ctx, who, s.id, "")
	case "resubmit":
		return s, s.Resubmit(ctx, who, s.number)
	case "open":
		return s, s.OpenStage(ctx, onboarding.OpenStage{CaseID: s.id, Review: run.Review, Round: run.Round, Attempt: run.Attempt, Stage: r.Stage, Token: s.IDs.Next()})
	case "conclude":
		return s, s.Conclude(ctx, run)
	case "late":
		s.Clock.Advance(3 * time.Minute)
		if _, err := s.Reconcile(ctx); err != nil {
			return s, err
		}
		_, err := s.Tick(ctx)
		return s, err
	}
	s.t.Fatalf("event %q", event)
	return s, nil
}

func (s stand) ballot(a chain.Answer) onboarding.Ballot {
	_, r := s.review()
	return onboarding.Ballot{CaseID: s.id, Review: r.Seq, Round: r.Round, Stage: r.Stage, Seen: 1,
		Decision: casefile.Decision{Answer: a, Opinion: "意見", FormKey: s.IDs.Next(), Received: true,
			Official: &casefile.Official{Date: calendar.Today(s.Clock.Now()), Number: "銀局字第1130000001號"}}}
}

// byLink is a decision through an action link of somebody, with a right code.
func (s stand) byLink(a chain.Answer, who account.Actor) (stand, error) {
	s.World = s.Copy()
	b := s.ballot(a)
	token := s.Links.Issue(link.Claims{CaseID: s.id, Review: b.Review, Round: b.Round, Stage: b.Stage, AccountID: who.AccountID, Epoch: who.Epoch,
		Expires: s.Clock.Now().Add(time.Hour)})
	_, err := s.DecideByLink(s.t.Context(), token, code(s.t, s.World, who), b)
	return s, err
}

// after is the state an event leads to where it is done, by hand.
func after(state, event string, stages int) string {
	phase, n, _ := strings.Cut(state, " ")
	stage, err := strconv.Atoi(n)
	switch {
	case event == "withdraw":
		return "withdrawn"
	case event == "resubmit":
		return "corrected"
	case event == "open" && state == "corrected":
		return "waiting 1"
	case event == "open" && err == nil:
		return "waiting " + n
	case event == "approve" && phase == "waiting" && stage < stages:
		return "moving " + strconv.Itoa(stage+1)
	case phase == "waiting":
		return "decided " + event
	}
	return map[string]string{"decided approve": "approved", "decided reject": "rejected", "decided return": "returned"}[state]
}

// states are one of each that can be reached, with a way of reaching it.
func (s stand) states(table map[string]row, stages int) []stand {
	found := map[string]bool{}
	var list []stand
	for todo := []stand{s}; len(todo) > 0; todo = todo[1:] {
		now := todo[0]
		if found[now.state] {
			continue
		}
		found[now.state] = true
		list = append(list, now)
		for _, event := range slices.Sorted(maps.Keys(table)) {
			if event == "withdraw" && now.state != "waiting 1" {
				continue
			}
			for n, letter := range []byte(table[event][now.state]) {
				if letter != '+' {
					continue
				}
				next, err := now.do(event, now.people[min(n, len(now.people)-1)])
				if err != nil {
					s.t.Fatalf("%s in %s: %v", event, now.state, err)
				}
				next.state = after(now.state, event, stages)
				todo = append(todo, next)
			}
		}
	}
	return list
}

// TestTrust7_EveryActorTriesEveryEventInEveryState compares what happens with the
// table written down by hand.
func TestTrust7_EveryActorTriesEveryEventInEveryState(t *testing.T) {
	t.Parallel()
	for name, stages := range map[string]int{"full": 4, "standard": 2, "ops": 1, "moda": 1, "held": 4} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table := everything[name]
			tried, reached := 0, map[string]bool{}
			for _, s := range scene(t, name).states(table, stages) {
				reached[s.state] = true
				if got := s.at(); got != s.state {
					t.Fatalf("the walk believes to be at %q and is at %q", s.state, got)
				}
				for event, r := range table {
					letters, machines := r[s.state], strings.Contains("open conclude late stale open stale conclude", event)
					if machines && letters == "" {
						letters = "="
					}
					if letters == "" {
						t.Errorf("%s in %s: the table says nothing", event, s.state)
					}
					for n, letter := range []byte(letters) {
						tried++
						s.try(event, s.people[n], letter, stages)
					}
				}
			}
			for state := range table["withdraw"] {
				if order, err := strconv.Atoi(state[len(state)-1:]); (err != nil || order <= stages) && !reached[state] && !(name == "ops" && correctable[state]) {
					t.Errorf("%q is in the table and was never reached", state)
				}
			}
			t.Logf("%d combinations in %d states", tried, len(reached))
		})
	}
}

// correctable are states that a case about an account never has (A6).
var correctable = map[string]bool{"returned": true, "corrected": true, "decided return": true}

// try lets one event happen and compares it with the table's letter.
func (s stand) try(event string, who account.Actor, letter byte, stages int) {
	s.t.Helper()
	before := s.Table.Dump()
	attempts := map[string]func() (stand, error){"": func() (stand, error) { return s.do(event, who) }}
	decides := event == "approve" || event == "reject" || event == "return"
	lost := accountOf(s.t, s.World, who.AccountID).Epoch != who.Epoch // the authenticator the case was about
	if decides && who.Level == account.LevelTOTP && who.OrganisationID != "another" && !lost {
		attempts[" by link"] = func() (stand, error) { return s.byLink(chain.Answer(event), who) }
	}
	for how, attempt := range attempts {
		now, err := attempt()
		told := letters[letter]
		if how != "" && event == "return" && stages == 1 {
			told = fault.Invalid
		}
		if got := fault.CodeOf(err); got != told {
			s.t.Errorf("%s%s in %s by %s %s: %q, want %q (%v)", event, how, s.state, who.Role, who.Login, got, told, err)
		}
		want := s.state
		if letter == '+' {
			want = after(s.state, event, stages)
		}
		if got := now.at(); got != want {
			s.t.Errorf("%s%s in %s by %s %s leads to %q, want %q", event, how, s.state, who.Role, who.Login, got, want)
		}
		if err != nil && how == "" && now.Table.Dump() != before {
			s.t.Errorf("%s in %s by %s %s was refused and has changed the table", event, s.state, who.Role, who.Login)
		}
	}
}
