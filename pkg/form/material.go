package form

import (
	"encoding/json"
	"time"
)

// Content says what a Material is.
type Content string

// What H, I and J may hold.
const (
	SecretContent      Content = "secret"      // key text of H; its text is not in the Material
	PublicKeyContent   Content = "public-key"  // RSA public key
	CertificateContent Content = "certificate" // X.509 certificate
)

// Material is a key or certificate as it is kept in Values and shown (B4): its
// summary and, for what is public anyway, its PEM. What cannot be used keeps the
// Problem instead, so that Check can say it as often as the page is shown.
type Material struct {
	Content     Content   `json:"content,omitempty"`
	PEM         string    `json:"pem,omitempty"`         // as re-encoded by us; empty for secrets
	Fingerprint string    `json:"fingerprint,omitempty"` // SHA-256 of DER or text: AB:CD:…
	Algorithm   string    `json:"algorithm,omitempty"`   // RSA 2048, ECDSA P-256
	Subject     string    `json:"subject,omitempty"`     // of a certificate
	NotBefore   time.Time `json:"not_before,omitzero"`   // of a certificate
	NotAfter    time.Time `json:"not_after,omitzero"`    // of a certificate
	Problem     string    `json:"problem,omitempty"`     // sentence why it cannot be used
	Typed       string    `json:"typed,omitempty"`       // public text that couldn't be used, to be corrected
}

// Material reads a key field; the zero Material where there is none.
func (v Values) Material(k Key) Material {
	var m Material
	if err := json.Unmarshal([]byte(v.Get(k)), &m); err != nil {
		return Material{}
	}
	return m
}

// Editable is the text to show in the field's text area: PEM, or what was typed.
// It is empty for secrets and for whatever was thrown away unseen.
func (m Material) Editable() string {
	if m.PEM != "" {
		return m.PEM
	}
	return m.Typed
}

func (m Material) encode() string {
	text, err := json.Marshal(m)
	if err != nil {
		return "" // text and the years an X.509 time can hold do not fail to marshal
	}
	return string(text)
}

// SecretKeys lists the fields whose key text is kept encrypted beside the
// values. Ciphertexts of other fields have lost their owner and go.
func (v Values) SecretKeys() []Key {
	var keys []Key
	for _, f := range all {
		if m := v.Material(f.Key); f.Kind == SecretArea && m.Content == SecretContent && m.Problem == "" {
			keys = append(keys, f.Key)
		}
	}
	return keys
}
