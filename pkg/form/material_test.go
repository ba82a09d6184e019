package form_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"log/slog"
	"math/big"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/form"
)

// keys are made once: large RSA keys take their time.
var keys = sync.OnceValue(func() (k struct {
	rsa2048, rsa1024 *rsa.PrivateKey
	p256, p224, p521 *ecdsa.PrivateKey
	ed               ed25519.PrivateKey
}) {
	k.rsa2048 = must(rsa.GenerateKey(rand.Reader, 2048))
	k.rsa1024 = must(rsa.GenerateKey(rand.Reader, 1024))
	k.p224 = must(ecdsa.GenerateKey(elliptic.P224(), rand.Reader))
	k.p256 = must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	k.p521 = must(ecdsa.GenerateKey(elliptic.P521(), rand.Reader))
	_, k.ed, _ = ed25519.GenerateKey(rand.Reader)
	return k
})

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func armour(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

func publicPEM(key any) string { return armour("PUBLIC KEY", must(x509.MarshalPKIXPublicKey(key))) }

// certificate is a self-signed one over key, valid between two days round noon.
func certificate(key interface{ Public() any }, fromDay, toDay int) string {
	signer := keys().p256
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "api.bank.com.tw", Organization: []string{"測試銀行"}},
		NotBefore: noon.AddDate(0, 0, fromDay), NotAfter: noon.AddDate(0, 0, toDay),
	}
	return armour("CERTIFICATE", must(x509.CreateCertificate(rand.Reader, template, template, key.Public(), signer)))
}

type public struct{ key any }

func (p public) Public() any { return p.key }

func rsaPublic() public { return public{&keys().rsa2048.PublicKey} }

// answer posts text into the key field k and returns what became of it.
func answer(t testing.TB, k form.Key, text string) (form.Parsed, form.Findings) {
	t.Helper()
	p := parse(t, with(with(with(with(application(), k, text), form.UseAPIKey, map[bool]string{true: "yes", false: "no"}[k == form.APIKey]),
		form.UseRSAKey, map[bool]string{true: "yes", false: "no"}[k == form.RSAKey]), form.UseMutual, map[bool]string{true: "yes", false: "no"}[k == form.MutualCert]))
	return p, check(t, p.Values)
}

func TestB4_KeysAndCertificatesAreCheckedForWhatTheyAre(t *testing.T) {
	t.Parallel()
	k := keys()
	long := certificate(rsaPublic(), -1, 400)
	for name, c := range map[string]struct {
		key   form.Key
		text  string
		fault string // part of the only fault; empty where there is none
		kept  string // algorithm
	}{
		"an RSA key of 2048 bits":              {form.RSAKey, publicPEM(&k.rsa2048.PublicKey), "", "RSA 2048"},
		"the same in PKCS #1":                  {form.RSAKey, armour("RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(&k.rsa2048.PublicKey)), "", "RSA 2048"},
		"with the line ends of Windows":        {form.RSAKey, "\r\n" + strings.ReplaceAll(publicPEM(&k.rsa2048.PublicKey), "\n", "\r\n"), "", "RSA 2048"},
		"an RSA key of 1024 bits":              {form.RSAKey, publicPEM(&k.rsa1024.PublicKey), "這一把是 1024 位元", ""},
		"an RSA key of absurd size":            {form.RSAKey, publicPEM(&rsa.PublicKey{N: new(big.Int).Lsh(big.NewInt(1), 9000), E: 65537}), "這一把是 9001 位元", ""},
		"an ECDSA key for I":                   {form.RSAKey, publicPEM(&k.p256.PublicKey), "公開金鑰須為 RSA", ""},
		"a certificate for I":                  {form.RSAKey, long, "不是憑證", ""},
		"a key that is cut off":                {form.RSAKey, publicPEM(&k.rsa2048.PublicKey)[:200], "PEM 格式", ""},
		"bytes that are no key":                {form.RSAKey, armour("PUBLIC KEY", []byte("abc")), "內容完整", ""},
		"another kind of PEM":                  {form.RSAKey, armour("X509 CRL", []byte("abc")), "RSA 公開金鑰", ""},
		"two keys":                             {form.RSAKey, publicPEM(&k.rsa2048.PublicKey) + publicPEM(&k.rsa2048.PublicKey), "只提供一張", ""},
		"words instead of a key":               {form.RSAKey, "請見附件", "PEM 格式", ""},
		"a flood of text":                      {form.RSAKey, strings.Repeat("x", 20<<10), "內容太長", ""},
		"a certificate over RSA":               {form.MutualCert, long, "", "RSA 2048"},
		"a certificate over P-256":             {form.MutualCert, certificate(public{&k.p256.PublicKey}, -1, 400), "", "ECDSA P-256"},
		"a certificate over P-521":             {form.MutualCert, certificate(public{&k.p521.PublicKey}, -1, 400), "", "ECDSA P-521"},
		"a certificate over P-224":             {form.MutualCert, certificate(public{&k.p224.PublicKey}, -1, 400), "P-256 以上", ""},
		"a certificate over RSA 1024":          {form.MutualCert, certificate(public{&k.rsa1024.PublicKey}, -1, 400), "1024 位元", ""},
		"a certificate over Ed25519":           {form.MutualCert, certificate(public{k.ed.Public()}, -1, 400), "RSA 或 ECDSA", ""},
		"a certificate that expired yesterday": {form.MutualCert, certificate(rsaPublic(), -400, -1), "已於 2024-03-19 12:00 到期", "RSA 2048"},
		"a certificate that expires now":       {form.MutualCert, certificate(rsaPublic(), -400, 0), "到期", "RSA 2048"},
		"a public key for J":                   {form.MutualCert, publicPEM(&k.rsa2048.PublicKey), "X.509 憑證", ""},
		"bytes that are no certificate":        {form.MutualCert, armour("CERTIFICATE", []byte("abc")), "無法讀取", ""},
		"a chain of certificates":              {form.MutualCert, long + long, "只提供一張", ""},
		"a key text for H":                     {form.APIKey, "0123456789abcdef", "", ""},
		"a key text of 4 KB":                   {form.APIKey, strings.Repeat("k", 4096), "", ""},
		"a key text beyond 4 KB":               {form.APIKey, strings.Repeat("k", 4097), "4 KB", ""},
		"a key text that can be guessed":       {form.APIKey, "012345678901234", "太短", ""},
		"a certificate for H":                  {form.APIKey, long, "", "RSA 2048"},
		"a weak certificate for H":             {form.APIKey, certificate(public{&k.p224.PublicKey}, -1, 400), "P-256 以上", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, got := answer(t, c.key, c.text)
			switch {
			case c.fault == "" && got.Err() != nil:
				t.Errorf("refused: %v", at(got.Faults))
			case c.fault != "" && (len(got.Faults) != 1 || got.Faults[0].Control != string(c.key) || !strings.Contains(got.Faults[0].Message, c.fault)):
				t.Errorf("want one fault with %q, got %v", c.fault, at(got.Faults))
			}
			if m := p.Values.Material(c.key); m.Algorithm != c.kept {
				t.Errorf("algorithm %q, want %q", m.Algorithm, c.kept)
			}
		})
	}
}

func TestB4_PrivateKeysAreRefusedAndForgotten(t *testing.T) {
	t.Parallel()
	k := keys()
	pkcs8 := must(x509.MarshalPKCS8PrivateKey(k.rsa2048))
	pkcs1 := x509.MarshalPKCS1PrivateKey(k.rsa2048)
	sec1 := must(x509.MarshalECPrivateKey(k.p256))
	for name, text := range map[string]string{
		"PKCS #8":                   armour("PRIVATE KEY", pkcs8),
		"PKCS #1":                   armour("RSA PRIVATE KEY", pkcs1),
		"SEC 1":                     armour("EC PRIVATE KEY", sec1),
		"OpenSSH":                   armour("OPENSSH PRIVATE KEY", []byte("openssh-key-v1")),
		"encrypted":                 armour("ENCRYPTED PRIVATE KEY", []byte("x")),
		"in lower case":             strings.ToLower(armour("PRIVATE KEY", pkcs8)),
		"after its certificate":     certificate(rsaPublic(), -1, 400) + armour("PRIVATE KEY", pkcs8),
		"before its public key":     armour("PRIVATE KEY", pkcs8) + publicPEM(&k.rsa2048.PublicKey),
		"cut off":                   armour("PRIVATE KEY", pkcs8)[:300],
		"bare base64 of PKCS #8":    base64.StdEncoding.EncodeToString(pkcs8),
		"bare base64 over lines":    strings.TrimSpace(strings.Split(armour("X", pkcs1), "-----")[2]),
		"bare base64 of SEC 1":      base64.StdEncoding.EncodeToString(sec1),
		"of PuTTY":                  "PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 14\nAAAB",
		"as a JSON Web Key":         `{"kty":"RSA","n":"AQAB","e":"AQAB","d":"c2VjcmV0LXNlY3JldA"}`,
		"as Ed25519 in PKCS #8 PEM": armour("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(k.ed))),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, field := range []form.Key{form.APIKey, form.RSAKey, form.MutualCert} {
				p, got := answer(t, field, text)
				if len(got.Faults) != 1 || !strings.Contains(got.Faults[0].Message, "私密金鑰") {
					t.Errorf("%s: %v", field, at(got.Faults))
				}
				kept, err := json.Marshal(p)
				if err != nil {
					t.Fatal(err)
				}
				if piece := text[len(text)/2 : len(text)/2+12]; strings.Contains(string(kept), piece) || len(p.Secrets) > 0 {
					t.Errorf("%s: something of it was kept", field)
				}
			}
		})
	}
}

func TestB4_TheKeyTextIsNowhereButInTheSecrets(t *testing.T) {
	t.Parallel()
	const text = "planted-key-0123456789"
	p, _ := answer(t, form.APIKey, "  "+text+"\r\n")
	secret := p.Secrets[form.APIKey]
	if secret.Reveal() != text {
		t.Errorf("revealed %q", secret.Reveal())
	}
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("event", "secret", secret, "parsed", p)
	slog.New(slog.NewTextHandler(&log, nil)).Info("event", "secret", secret, "parsed", p)
	seen := log.String() + string(must(json.Marshal(p))) + fmt.Sprintf("%v %+v %#v %s %q %x", p, p, secret, secret, secret, secret) + fmt.Sprint(form.Answers(form.On(form.Application), p.Values, form.Catalogue{}))
	for _, trace := range []string{text, hex.EncodeToString([]byte(text))} {
		if strings.Contains(seen, trace) {
			t.Errorf("it shows in %s", seen)
		}
	}
	sum := sha256.Sum256([]byte(text))
	if got := strings.ReplaceAll(p.Values.Material(form.APIKey).Fingerprint, ":", ""); got != strings.ToUpper(hex.EncodeToString(sum[:])) {
		t.Errorf("fingerprint %s", got)
	}
}

func TestB4_ABlankKeyTextLeavesTheOldOne(t *testing.T) {
	t.Parallel()
	p, _ := answer(t, form.APIKey, "0123456789abcdef")
	again, err := form.Parse(form.In(form.Application, form.Security), with(with(application(), form.UseAPIKey, "yes"), form.APIKey, " \r\n"), p.Values, names(form.Security)...)
	if err != nil {
		t.Fatal(err)
	}
	if again.Values.Get(form.APIKey) != p.Values.Get(form.APIKey) || len(again.Secrets) != 0 {
		t.Error("the key was replaced")
	}
	if diff := cmp.Diff([]form.Key{form.APIKey}, again.Values.SecretKeys()); diff != "" {
		t.Error(diff)
	}
	off, err := form.Parse(form.In(form.Application, form.Security), with(application(), form.UseAPIKey, "no"), p.Values, names(form.Security)...)
	if err != nil {
		t.Fatal(err)
	}
	if len(off.Values.SecretKeys()) != 0 || off.Values.Get(form.APIKey) != "" {
		t.Error("H is 否 and the key stays")
	}
}

// names are the fields of application that stand on other pages than s.
func names(s form.Section) []string {
	var others []string
	for _, f := range form.On(form.Application) {
		if f.Section != s {
			others = append(others, string(f.Key))
		}
	}
	return others
}

func TestB4_AnUnusableKeyTakesTheOldOnesPlace(t *testing.T) {
	t.Parallel()
	p, _ := answer(t, form.APIKey, "short")
	if len(p.Values.SecretKeys()) != 0 || len(p.Secrets) != 0 {
		t.Error("an unusable text counts as a secret")
	}
	if got := p.Values.Material(form.APIKey).Editable(); got != "" {
		t.Errorf("the page would show %q", got)
	}
	_, again := p, check(t, p.Values)
	if len(again.Faults) != 1 {
		t.Errorf("shown once more the page says %v", at(again.Faults))
	}
}

func TestB4_WhatCouldNotBeReadComesBackToBeCorrected(t *testing.T) {
	t.Parallel()
	p, _ := answer(t, form.MutualCert, "-----BEGIN CERTIFICATE-----\r\n半張")
	if got := p.Values.Material(form.MutualCert).Editable(); got != "-----BEGIN CERTIFICATE-----\n半張" {
		t.Errorf("got %q", got)
	}
	good := publicPEM(&keys().rsa2048.PublicKey)
	p, _ = answer(t, form.RSAKey, "Comment: mine\n"+good)
	if got := p.Values.Material(form.RSAKey).Editable(); got != good {
		t.Errorf("got %q", got)
	}
}

func TestB4_ACertificatesDaysAreWatched(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from, to int
		warning  string
	}{
		"valid beyond a test window":   {-1, 92, ""},
		"ends within a test window":    {-1, 91, "將於 2024-06-19 到期"},
		"not yet valid":                {1, 400, "自 2024-03-21 12:00 起才生效"},
		"valid from this very instant": {0, 400, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, got := answer(t, form.MutualCert, certificate(rsaPublic(), c.from, c.to))
			if got.Err() != nil || (len(got.Warnings) > 0) != (c.warning != "") {
				t.Fatalf("faults %v, warnings %v", at(got.Faults), at(got.Warnings))
			}
			if c.warning != "" && !strings.Contains(got.Warnings[0].Message, c.warning) {
				t.Errorf("warnings %v", at(got.Warnings))
			}
		})
	}
}

func TestB4_TheSummaryShowsFingerprintAndExpiry(t *testing.T) {
	t.Parallel()
	text := certificate(rsaPublic(), -1, 400)
	block, _ := pem.Decode([]byte(text))
	p, _ := answer(t, form.MutualCert, text)
	sum := sha256.Sum256(block.Bytes)
	print := strings.TrimSuffix(strings.ReplaceAll(fmt.Sprintf("% X ", sum), " ", ":"), ":")
	want := []string{"類型：X.509 憑證", "演算法：RSA 2048", "主體：CN=api.bank.com.tw,O=測試銀行", "SHA-256 指紋：" + print, "到期：" + noon.AddDate(0, 0, 400).In(time.FixedZone("", 8*3600)).Format("2006-01-02 15:04")}
	if diff := cmp.Diff(want, p.Values.Material(form.MutualCert).Lines()); diff != "" {
		t.Error(diff)
	}
}

func FuzzB4_KeyFieldsNeverPanic(f *testing.F) {
	f.Add("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")
	f.Add("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")
	f.Add(publicPEM(&keys().rsa2048.PublicKey))
	f.Add(certificate(rsaPublic(), -1, 400))
	f.Add(`{"kty":"RSA","d":"x"}`)
	c := form.Context{Now: noon}
	fields := form.In(form.Application, form.Security)
	f.Fuzz(func(t *testing.T, text string) {
		posted := url.Values{"use-sp-api-key": {"yes"}, "use-rsa-key": {"yes"}, "use-mutual-certificate": {"yes"}, "sp-api-key": {text}, "rsa-key": {text}, "mutual-certificate": {text}}
		p, err := form.Parse(fields, posted, nil)
		if err != nil {
			return
		}
		form.Check(fields, p.Values, c)
		for _, k := range []form.Key{form.APIKey, form.RSAKey, form.MutualCert} {
			m := p.Values.Material(k)
			if m.Problem == "" && p.Values.Get(k) != "" && m.Fingerprint == "" {
				t.Errorf("%s: neither fingerprint nor problem for %q", k, text)
			}
			if strings.Contains(strings.ToUpper(p.Values.Get(k)), "PRIVATE KEY") {
				t.Errorf("%s keeps %q", k, text)
			}
		}
	})
}
