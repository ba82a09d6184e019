package onboarding

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/secret"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// Handed is a client_secret on its way out: the only time it is in sight.
type Handed struct {
	Text   secret.Text // where I is no
	Sealed string      // where I is yes: for the RSA key of the area, as secret.EncryptFor has it
}

// TakeSecret hands out a new client_secret of a service in an area and keeps its
// hash alone (D13): the first, or one beside the current one, which then ends by
// itself. seen is the version of the credential the page showed, 0 for none; a
// repeat finds another one and is Conflict, so that a secret is shown once.
func (s *Service) TakeSecret(ctx context.Context, a account.Actor, serviceID string, area casefile.Area, seen int) (Handed, error) {
	const op = "onboarding.TakeSecret"
	sv, revisions, have, err := s.credentialOf(ctx, a, serviceID, area)
	if err != nil {
		return Handed{}, fault.Wrap(op, err)
	}
	if have.Version != seen {
		return Handed{}, fault.Wrap(op, fault.New(fault.Conflict, "client_secret 已由"+have.Current.Taker+"領取，而且只顯示一次。遺失時請更新。"))
	}
	text := s.NewSecret()
	handed := Handed{Text: secret.NewText(text)}
	if v := sv.SecretAnswers(revisions, area); v.Get(form.UseRSAKey) == form.Yes {
		if handed.Sealed, err = secret.EncryptFor(v.Material(form.RSAKey).PEM, text); err != nil {
			return Handed{}, fault.Wrap(op, err)
		}
		handed.Text = secret.Text{}
	}
	c := s.begin(a)
	sum := sha256.Sum256([]byte(text))
	next, err := have.Renew(service.Secret{Hash: hex.EncodeToString(sum[:]), Taken: c.now, Taker: a.Name})
	if err != nil {
		return Handed{}, fault.Wrap(op, &fault.Error{Code: fault.Conflict, Message: "先前的 client_secret 仍然有效，請等它到期或先停用，再更新。", Err: err})
	}
	act, told := "secret.issue", notice.SecretIssued
	if seen > 0 {
		act, told = "secret.renew", notice.SecretRenewed
	}
	c.putCredential(act, have, next)
	if err := s.tellSecret(ctx, c, a, sv, next, told); err != nil {
		return Handed{}, fault.Wrap(op, err)
	}
	return handed, fault.Wrap(op, s.Store.Commit(ctx, c.Tx))
}

// EndSecret ends the client_secret before the current one at once. One that is
// over is no error.
func (s *Service) EndSecret(ctx context.Context, a account.Actor, serviceID string, area casefile.Area) error {
	return fault.Wrap("onboarding.EndSecret", s.commit(ctx, func() (*change, error) {
		sv, _, have, err := s.credentialOf(ctx, a, serviceID, area)
		if err != nil {
			return nil, err
		}
		c := s.begin(a)
		next, changed := have.EndPrevious(c.now)
		if !changed {
			return nil, nil
		}
		c.putCredential("secret.end", have, next)
		return c, s.tellSecret(ctx, c, a, sv, next, notice.SecretEnded)
	}))
}

// credentialOf loads a service with its credential in an area, at no version
// where nothing was handed out yet.
func (s *Service) credentialOf(ctx context.Context, a account.Actor, serviceID string, area casefile.Area) (service.Service, []service.Revision, service.Credential, error) {
	none := service.Credential{ServiceID: serviceID, Area: area}
	sv, revisions, err := s.Store.Service(ctx, serviceID)
	if err == nil {
		err = account.May(a, account.TakeSecret, serviceObject(sv))
	}
	if err != nil {
		return sv, nil, none, err
	}
	if !slices.Contains(sv.SecretAreas(), area) {
		return sv, nil, none, fault.New(fault.Conflict, "這項服務在這一區尚未核准，還沒有 client_secret。")
	}
	list, err := s.Store.Credentials(ctx, serviceID)
	if i := slices.IndexFunc(list, func(c service.Credential) bool { return c.Area == area }); i >= 0 {
		none = list[i]
	}
	return sv, revisions, none, err
}

// endSecrets ends every client_secret of a service that is taken down.
func (s *Service) endSecrets(ctx context.Context, c *change, serviceID string) error {
	list, err := s.Store.Credentials(ctx, serviceID)
	for _, have := range list {
		if next, changed := have.End(c.now); changed {
			c.putCredential("secret.end", have, next)
		}
	}
	return err
}

func (c *change) putCredential(act string, before, after service.Credential) {
	c.seal("secret/"+after.ServiceID+"-"+string(after.Area), after.Version, &after.LogHash, act, credentialFacts(before), credentialFacts(after))
	c.Puts = append(c.Puts, after)
}

// credentialFacts tell secrets apart by the beginning of their hashes.
func credentialFacts(c service.Credential) facts {
	if c.Version == 0 {
		return nil
	}
	return facts{"service": c.ServiceID, "area": string(c.Area), "hash": c.Current.Hash[:min(len(c.Current.Hash), 12)], "until": calendar.Minute(c.Previous.Ends), "ends": calendar.Minute(c.Current.Ends)}
}

func (s *Service) tellSecret(ctx context.Context, c *change, a account.Actor, sv service.Service, now service.Credential, act notice.SecretAct) error {
	d, err := s.Store.Dossier(ctx, sv.CaseID)
	if err != nil {
		return err
	}
	n := notice.SecretChanged{Case: standingCase(d.Case, sv), Act: act, Person: a.Name, At: c.now, Until: now.Previous.Ends}
	n.Case.Area = now.Area
	return s.mailStaff(ctx, c, sv.OrganisationID, n)
}
