package onboarding

import (
	"context"
	"fmt"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// IssueKey makes a key for the REST API (F10) and returns it with its token,
// which cannot be shown again. A form sent twice makes one key; the second is
// Conflict, since the secret is gone.
func (s *Service) IssueKey(ctx context.Context, a account.Actor, formKey, name string, scopes []apikey.Scope) (apikey.Key, string, error) {
	const op = "onboarding.IssueKey"
	if err := account.May(a, account.ManageKeys, account.Object{OrganisationID: a.OrganisationID}); err != nil {
		return apikey.Key{}, "", fault.Wrap(op, err)
	}
	name = trimmed(name)
	if faults := apikey.Check(a.Role, name, scopes); len(faults) > 0 {
		return apikey.Key{}, "", fault.Wrap(op, fault.InvalidFields(faults))
	}
	keys, err := s.Store.Keys(ctx, a.OrganisationID)
	if err != nil {
		return apikey.Key{}, "", fault.Wrap(op, err)
	}
	alive := 0
	for _, k := range keys {
		if k.Alive(s.Now()) {
			alive++
		}
	}
	if alive >= apikey.MostAlive {
		return apikey.Key{}, "", fault.Wrap(op, fault.New(fault.Conflict, fmt.Sprintf("一個機關最多 %d 把有效的金鑰，請先停用不再使用的金鑰。", apikey.MostAlive)))
	}
	secret := s.NewSecret()
	c := s.begin(a)
	k := apikey.Key{ID: eventID("key", a.AccountID, formKey), OrganisationID: a.OrganisationID, Role: a.Role, Name: name, Scopes: scopes,
		Hash: hashed(secret), Created: c.now, CreatedBy: a.Name, Expires: c.now.Add(apikey.Life), Version: 1}
	c.putKey("key.issue", apikey.Key{}, k)
	err = s.Store.Commit(ctx, c.Tx)
	if fault.Is(err, fault.Conflict) {
		err = fault.New(fault.Conflict, "這個表單已經送出過，金鑰只顯示一次。沒有記下時，請停用該金鑰並重新產生。")
	}
	return k, apikey.Token(k.ID, secret), fault.Wrap(op, err)
}

// RevokeKey ends a key at once; a repeat is no error. A key of another
// organisation is NotFound.
func (s *Service) RevokeKey(ctx context.Context, a account.Actor, id string) error {
	const op = "onboarding.RevokeKey"
	return fault.Wrap(op, s.commit(ctx, func() (*change, error) {
		k, err := s.Key(ctx, a, id)
		if err != nil || !k.Revoked.IsZero() {
			return nil, err
		}
		c := s.begin(a)
		next := k
		next.Revoked = c.now
		next.Version++
		c.putKey("key.revoke", k, next)
		return c, nil
	}))
}

// Key is one of the organisation's keys, for those who manage them.
func (s *Service) Key(ctx context.Context, a account.Actor, id string) (apikey.Key, error) {
	const op = "onboarding.Key"
	k, err := s.Store.Key(ctx, id)
	if err != nil {
		return k, fault.Wrap(op, err)
	}
	return k, fault.Wrap(op, account.May(a, account.ManageKeys, account.Object{OrganisationID: k.OrganisationID}))
}

// AdmitKey is whose key a token is. Anything but a living key is Unauthenticated,
// and so alike.
func (s *Service) AdmitKey(ctx context.Context, token string) (apikey.Key, error) {
	const op = "onboarding.AdmitKey"
	refused := fault.New(fault.Unauthenticated, "金鑰不正確、已停用或已過期。")
	id, secret, ok := apikey.Parse(token)
	if !ok {
		return apikey.Key{}, fault.Wrap(op, refused)
	}
	k, err := s.Store.Key(ctx, id)
	switch {
	case fault.Is(err, fault.NotFound):
		return apikey.Key{}, fault.Wrap(op, refused)
	case err != nil:
		return apikey.Key{}, fault.Wrap(op, err)
	case !same(k.Hash, hashed(secret)), !k.Alive(s.Now()):
		return apikey.Key{}, fault.Wrap(op, refused)
	}
	return k, nil
}

func (c *change) putKey(act string, before, after apikey.Key) {
	c.seal("key/"+after.ID, after.Version, &after.LogHash, act, keyFacts(before), keyFacts(after))
	c.Puts = append(c.Puts, after)
}

func keyFacts(k apikey.Key) facts {
	if k.Version == 0 {
		return nil
	}
	return facts{"organisation": k.OrganisationID, "role": string(k.Role), "scopes": fmt.Sprint(k.Scopes), "revoked": fmt.Sprint(!k.Revoked.IsZero())}
}
