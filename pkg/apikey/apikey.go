// Package apikey holds the rules of an organisation's keys for the REST API (F10):
// what a key may do, how long it is good, and how it is written down. A key acts
// for its organisation and never for a person: it decides nothing. All it can
// change is what a machine knows best, the state of polling, by a scope that only
// ops gives.
package apikey

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Scope is what a key may do.
type Scope string

// The scopes.
const (
	ReadServices  Scope = "services.read"
	ReadCases     Scope = "cases.read"
	ReportPolling Scope = "polling.report" // of the platform's monitor (B10)
)

// ScopesOf lists those that a role can give, in the order forms show them.
func ScopesOf(r account.Role) []Scope {
	scopes := []Scope{ReadServices, ReadCases}
	if r == account.Ops {
		scopes = append(scopes, ReportPolling)
	}
	return scopes
}

// Label is the scope in words; empty for an unknown one.
func (s Scope) Label() string {
	switch s {
	case ReadServices:
		return "讀取線上服務的狀態與維護時間"
	case ReadCases:
		return "讀取申請單與審核進度"
	case ReportPolling:
		return "回報線上服務的輪詢狀態"
	}
	return ""
}

const (
	// Life is how long a key is good.
	Life = 365 * 24 * time.Hour
	// MostAlive is how many keys of an organisation may be good at once.
	MostAlive = 10
	nameLimit = 50
)

// Key is one key. Of its secret only the SHA-256 is kept; it is shown once.
type Key struct {
	ID             string       `json:"id"`
	OrganisationID string       `json:"org"`
	Role           account.Role `json:"role"` // of whoever made it: provider or ops
	Name           string       `json:"name"`
	Scopes         []Scope      `json:"scopes"`
	Hash           string       `json:"hash"`
	Created        time.Time    `json:"created"`
	CreatedBy      string       `json:"by"` // name of the person
	Expires        time.Time    `json:"expires"`
	Revoked        time.Time    `json:"revoked,omitzero"`
	Version        int          `json:"v"`
	LogHash        string       `json:"loghash"`
}

// RecordVersion is the version the key has once written.
func (k Key) RecordVersion() int { return k.Version }

// Alive reports whether the key opens anything at a time.
func (k Key) Alive(now time.Time) bool { return k.Revoked.IsZero() && now.Before(k.Expires) }

// May reports whether the key has a scope.
func (k Key) May(s Scope) bool { return slices.Contains(k.Scopes, s) }

// Actor is who reads by the key: its organisation, with no person behind it.
func (k Key) Actor() account.Actor {
	return account.Actor{OrganisationID: k.OrganisationID, Role: k.Role, Name: k.Name, Level: account.LevelTOTP}
}

// prefix lets scanners of repositories find keys that were committed.
const prefix = "mydata-key"

// Token is a key as it is sent: its id and its secret.
func Token(id, secret string) string { return strings.Join([]string{prefix, id, secret}, ".") }

// Parse takes a token apart; ok is false for what is none.
func Parse(token string) (id, secret string, ok bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 || parts[0] != prefix || parts[1] == "" || parts[2] == "" || len(token) > tokenLimit {
		return "", "", false
	}
	return parts[1], parts[2], true
}

const tokenLimit = 200

// Keys of the controls of the form.
const (
	FieldName   = "name"
	FieldScopes = "scopes"
)

// Check lists what is wrong with a name and scopes as somebody of a role has
// typed them.
func Check(r account.Role, name string, scopes []Scope) []fault.Field {
	var faults []fault.Field
	note := func(key, control, message string) {
		faults = append(faults, fault.Field{Key: key, Control: control, Message: message})
	}
	switch {
	case name == "":
		note(FieldName, FieldName, "請輸入金鑰名稱。")
	case utf8.RuneCountInString(name) > nameLimit:
		note(FieldName, FieldName, "金鑰名稱最多 50 字。")
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }):
		note(FieldName, FieldName, "金鑰名稱有無法使用的字元，請重新輸入。")
	}
	first := FieldScopes + "-" + string(ReadServices)
	switch {
	case len(scopes) == 0:
		note(FieldScopes, first, "請至少選擇一項權限。")
	case slices.ContainsFunc(scopes, func(s Scope) bool { return !slices.Contains(ScopesOf(r), s) }):
		note(FieldScopes, first, "選擇的權限不存在，請重新選擇。")
	}
	return faults
}
