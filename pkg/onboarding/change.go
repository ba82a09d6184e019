package onboarding

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// change collects the Tx of one use case, so that no record is put without the
// entry that says who did it.
type change struct {
	Tx
	actor audit.Actor
	now   time.Time
	newID func() string
}

// begin starts a change by a person, whose account must still stand when it is
// written.
func (s *Service) begin(a account.Actor) *change {
	c := s.change(audit.Actor{AccountID: a.AccountID, Role: string(a.Role), Party: a.OrganisationID})
	c.Checks = append(c.Checks, a.Standing())
	return c
}

// beginAs starts a change by a part of the portal: "machine", "clock", "relay"
// or "reconcile".
func (s *Service) beginAs(part string) *change {
	return s.change(audit.Actor{Role: "system", Party: part})
}

func (s *Service) change(a audit.Actor) *change {
	return &change{actor: a, now: s.Now(), newID: s.NewID}
}

// errTorn is wrapped by a conflict between records that were read one after the
// other, when another change came in between.
var errTorn = errors.New("read while it changed")

// torn marks a conflict that need not be one once everything is read again.
func torn(err error) error {
	if fault.Is(err, fault.Conflict) {
		return &fault.Error{Code: fault.Conflict, Err: fmt.Errorf("%w: %w", errTorn, err)}
	}
	return err
}

// commit writes what build makes of the table as it is. Where another change
// came first, build looks again: either what it wants still holds, or it refuses
// by what it finds then. What build refuses is final, unless what it has read was
// torn; nil means that there is nothing left to do.
func (s *Service) commit(ctx context.Context, build func() (*change, error)) error {
	var lost error
	for range 8 {
		c, err := build()
		if errors.Is(err, errTorn) {
			lost = err
			continue
		}
		if err != nil || c == nil {
			return err
		}
		if lost = s.Store.Commit(ctx, c.Tx); !fault.Is(lost, fault.Conflict) {
			return lost
		}
	}
	return lost
}

// facts is what an audit entry says of a record; personal data stay out.
type facts = map[string]string

// seal adds the entry for one record; before and after are cut down to what
// differs.
func (c *change) seal(object string, version int, hash *string, act string, before, after facts) {
	was, is := facts{}, facts{}
	for k, v := range after {
		if before[k] != v {
			is[k] = v
			if old := before[k]; old != "" {
				was[k] = old
			}
		}
	}
	e := audit.Seal(*hash, audit.Entry{Object: object, Seq: version, Time: c.now, Actor: c.actor,
		Act: act, Before: was, After: is})
	*hash = e.Hash
	c.Audit = append(c.Audit, e)
}

func (c *change) putCase(act string, before, after casefile.Case) {
	c.seal("case/"+after.ID, after.Version, &after.LogHash, act, caseFacts(before), caseFacts(after))
	c.Puts = append(c.Puts, after)
}

func (c *change) putReview(act string, before, after casefile.Review, more facts) {
	f := reviewFacts(after)
	for k, v := range more {
		f[k] = v
	}
	c.seal(reviewObject(after.CaseID, after.Seq), after.Version, &after.LogHash, act, reviewFacts(before), f)
	c.Puts = append(c.Puts, after)
}

func (c *change) putService(act string, before, after service.Service) {
	c.seal("service/"+after.ID, after.Version, &after.LogHash, act, serviceFacts(before), serviceFacts(after))
	c.Puts = append(c.Puts, after)
}

func (c *change) putRule(act string, before, after firewall.Rule) {
	c.seal("rule/"+after.ID, after.Version, &after.LogHash, act, ruleFacts(before), ruleFacts(after))
	c.Puts = append(c.Puts, after)
}

func (c *change) putAccount(act string, before, after account.Account) {
	c.seal("account/"+after.ID, after.Version, &after.LogHash, act, accountFacts(before), accountFacts(after))
	c.Puts = append(c.Puts, after)
}

func (c *change) putOffice(act string, before, after account.Office) {
	c.seal("office/"+after.OrganisationID, after.Version, &after.LogHash, act, officeFacts(before), officeFacts(after))
	c.Puts = append(c.Puts, after)
}

func (c *change) putOrganisation(act string, before, after account.Organisation) {
	c.seal("organisation/"+after.ID, after.Version, &after.LogHash, act, organisationFacts(before), organisationFacts(after))
	c.Puts = append(c.Puts, after)
}

// putUpload returns the record as it is written, for those who keep a copy of it.
func (c *change) putUpload(act string, before, after upload.Upload) upload.Upload {
	c.seal("upload/"+after.ID, after.Version, &after.LogHash, act, uploadFacts(before), uploadFacts(after))
	c.Puts = append(c.Puts, after)
	return after
}

func reviewObject(caseID string, seq int) string { return "review/" + caseID + "/" + strconv.Itoa(seq) }

func caseFacts(c casefile.Case) facts {
	if c.Version == 0 {
		return nil
	}
	return facts{"number": c.Number, "kind": string(c.Kind), "state": string(c.State), "area": string(c.Area), "turn": c.Turn,
		"organisation": c.OrganisationID, "service": c.ServiceID}
}

func reviewFacts(r casefile.Review) facts {
	if r.Version == 0 {
		return nil
	}
	return facts{"state": string(r.State), "round": strconv.Itoa(r.Round), "attempt": strconv.Itoa(r.Attempt),
		"stage": strconv.Itoa(r.Stage), "outcome": string(r.Outcome), "chain": string(r.ChainName)}
}

func serviceFacts(s service.Service) facts {
	if s.Version == 0 {
		return nil
	}
	return facts{"step": string(s.Step), "candidate": strconv.Itoa(s.Candidate), "client": s.ClientID,
		"window": s.Window.String(), "case": s.CaseID, "upkeep": strconv.Itoa(len(s.Upkeep)), "suspended": strconv.FormatBool(s.Marks.Has(service.Halted)),
		"halt-asked": s.HaltAsked.AskedBy, "polling": string(s.Polling.State)}
}

func ruleFacts(r firewall.Rule) facts {
	if r.Version == 0 {
		return nil
	}
	return facts{"area": string(r.Area), "service": r.ServiceID, "purpose": string(r.Purpose), "case": r.CaseID, "from": calendar.Minute(r.From),
		"to": calendar.Minute(r.To), "port": strconv.Itoa(int(r.Port)), "addresses": strings.Join(texts(r.Addresses), " "),
		"set": calendar.Minute(r.Set.At), "removed": calendar.Minute(r.Removed.At)}
}

func accountFacts(a account.Account) facts {
	if a.Version == 0 {
		return nil
	}
	unreached := ""
	if a.Unreached != nil {
		unreached = string(a.Unreached.Fault)
	}
	return facts{"organisation": a.OrganisationID, "role": string(a.Role), "status": string(a.Status), "unreached": unreached,
		"case": a.CaseID, "epoch": strconv.Itoa(a.Epoch), "bound": strconv.FormatBool(len(a.FactorSealed) > 0)}
}

func officeFacts(o account.Office) facts {
	if o.Version == 0 {
		return nil
	}
	return facts{"officer": o.AccountID, "case": o.CaseID}
}

// uploadFacts leave the file's name out, which may say anything.
func uploadFacts(u upload.Upload) facts {
	if u.Version == 0 {
		return nil
	}
	return facts{"organisation": u.OrganisationID, "purpose": string(u.Purpose), "state": string(u.State), "reason": string(u.Reason),
		"type": string(u.Type), "hash": u.Hash, "object": u.Object, "draft": u.Place.Draft, "case": u.Case}
}

func organisationFacts(o account.Organisation) facts {
	if o.Version == 0 {
		return nil
	}
	return facts{"kind": string(o.Kind), "private": strconv.FormatBool(o.Private), "sector": o.Sector, "authority": o.AuthorityID}
}

// tell adds an event that is due at once.
func (c *change) tell(e Event) {
	e.ID = c.newID()
	c.tellAs(e)
}

// tellAs is tell for an event whose id was drawn before, because a secret
// follows from it.
func (c *change) tellAs(e Event) {
	e.Due, e.Made = c.now, c.now
	c.Outbox = append(c.Outbox, e)
}

// start asks for an execution of the review's current attempt.
func (c *change) start(r casefile.Review) {
	machine := chainID(r)
	c.tell(Event{Kind: Start, CaseID: r.CaseID, Review: r.Seq, Round: r.Round, Attempt: r.Attempt, Machine: machine})
}

func chainID(r casefile.Review) string {
	c, err := chain.Lookup(r.ChainName, r.ChainVersion)
	if err != nil {
		return ""
	}
	return c.ID()
}
