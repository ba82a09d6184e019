package form

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"strings"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/secret"
)

const (
	maxSecret = 4 << 10  // bytes (B4)
	minSecret = 16       // characters: a shorter text could be guessed from its fingerprint
	maxPEM    = 16 << 10 // bytes; a certificate with an RSA key of 8192 bits has half of it
	minRSA    = 2048     // bits
	maxRSA    = 8192     // bits; larger keys only cost time
)

const privateKeyProblem = "這是私密金鑰，請勿提供給任何人。內容已捨棄、未保存；若曾傳送給他人，請更換這把金鑰。"

// readSecret takes the key text or certificate of H apart: what may be kept in
// the open, and the secret to encrypt, which is empty unless the text is one.
func readSecret(text string) (Material, secret.Text) {
	text = strings.TrimSpace(newlines.Replace(text))
	switch {
	case holdsPrivateKey(text):
		return Material{Content: SecretContent, Problem: privateKeyProblem}, secret.Text{}
	case strings.Contains(text, "-----BEGIN"):
		return readCertificate(text), secret.Text{}
	case len(text) > maxSecret:
		return Material{Content: SecretContent, Problem: "金鑰文字不能超過 4 KB，請重新提供。"}, secret.Text{}
	case utf8.RuneCountInString(text) < minSecret:
		return Material{Content: SecretContent, Problem: fmt.Sprintf("金鑰文字太短，至少須有 %d 字元，請重新提供。", minSecret)}, secret.Text{}
	}
	return Material{Content: SecretContent, Fingerprint: fingerprint([]byte(text))}, secret.NewText(text)
}

// readPublicKey reads the RSA public key of I, in PKIX or PKCS #1 form.
func readPublicKey(text string) Material {
	m := Material{Content: PublicKeyContent}
	block, problem := onlyBlock(text)
	if problem != "" {
		return m.unusable(problem, text)
	}
	var key any
	var err error
	switch block.Type {
	case "PUBLIC KEY":
		key, err = x509.ParsePKIXPublicKey(block.Bytes)
	case "RSA PUBLIC KEY":
		key, err = x509.ParsePKCS1PublicKey(block.Bytes)
	case "CERTIFICATE":
		return m.unusable("這裡請提供公開金鑰（BEGIN PUBLIC KEY），不是憑證。", text)
	default:
		return m.unusable("無法讀取這把公開金鑰，請確認是 PEM 格式的 RSA 公開金鑰。", text)
	}
	if err != nil {
		return m.unusable("無法讀取這把公開金鑰，請確認內容完整。", text)
	}
	public, ok := key.(*rsa.PublicKey)
	if !ok {
		return m.unusable("公開金鑰須為 RSA。", text)
	}
	if m.Algorithm, problem = strength(public); problem != "" {
		return m.unusable(problem, text)
	}
	m.PEM = string(pem.EncodeToMemory(&pem.Block{Type: block.Type, Bytes: block.Bytes}))
	m.Fingerprint = fingerprint(block.Bytes)
	return m
}

// readCertificate reads the X.509 certificate of J, or of H. Whether it has
// expired depends on the day and is Check's question.
func readCertificate(text string) Material {
	m := Material{Content: CertificateContent}
	block, problem := onlyBlock(text)
	if problem != "" {
		return m.unusable(problem, text)
	}
	if block.Type != "CERTIFICATE" {
		return m.unusable("這裡請提供 X.509 憑證（BEGIN CERTIFICATE）。", text)
	}
	c, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return m.unusable("無法讀取這張憑證，請確認內容完整。", text)
	}
	if m.Algorithm, problem = strength(c.PublicKey); problem != "" {
		return m.unusable(problem, text)
	}
	m.PEM = string(pem.EncodeToMemory(&pem.Block{Type: block.Type, Bytes: block.Bytes}))
	m.Fingerprint = fingerprint(block.Bytes)
	m.Subject, m.NotBefore, m.NotAfter = c.Subject.String(), c.NotBefore.UTC(), c.NotAfter.UTC()
	return m
}

// unusable keeps the problem and, unless it is a private key, the text.
func (m Material) unusable(problem, text string) Material {
	if problem == privateKeyProblem {
		text = ""
	}
	return Material{Content: m.Content, Problem: problem, Typed: text}
}

// onlyBlock finds the single PEM block of a text, or says what is wrong with it.
func onlyBlock(text string) (*pem.Block, string) {
	switch {
	case holdsPrivateKey(text):
		return nil, privateKeyProblem
	case len(text) > maxPEM:
		return nil, "內容太長，請只提供一張憑證或一把公開金鑰。"
	}
	block, rest := pem.Decode([]byte(text))
	switch {
	case block == nil:
		return nil, "請提供 PEM 格式的內容，從「-----BEGIN」到「-----END」整段貼上。"
	case len(bytes.TrimSpace(rest)) > 0:
		return nil, "請只提供一張憑證或一把公開金鑰，不要附上其他內容。"
	}
	return block, ""
}

// strength names algorithm and size of a public key, or says why B4 refuses it.
func strength(key any) (algorithm, problem string) {
	switch k := key.(type) {
	case *rsa.PublicKey:
		if bits := k.N.BitLen(); bits < minRSA || bits > maxRSA {
			return "", fmt.Sprintf("RSA 金鑰須為 %d 到 %d 位元，這一把是 %d 位元。", minRSA, maxRSA, bits)
		}
		return fmt.Sprintf("RSA %d", k.N.BitLen()), ""
	case *ecdsa.PublicKey:
		if k.Curve == elliptic.P224() {
			return "", "ECDSA 金鑰須為 P-256 以上。"
		}
		return "ECDSA " + k.Curve.Params().Name, ""
	}
	return "", "憑證的金鑰須為 RSA 或 ECDSA。"
}

// fingerprint writes SHA-256 the way openssl and browsers show it.
func fingerprint(data []byte) string {
	sum := sha256.Sum256(data)
	return strings.ReplaceAll(fmt.Sprintf("% X", sum[:]), " ", ":")
}

// holdsPrivateKey recognises private keys in the forms people paste: PEM of any
// kind, PuTTY's, a JSON Web Key, and bare base64 of the DER in a PEM block.
func holdsPrivateKey(text string) bool {
	if upper := strings.ToUpper(text); strings.Contains(upper, "PRIVATE KEY") || strings.Contains(upper, "PRIVATE-LINES") {
		return true
	}
	var jwk struct {
		D string `json:"d"`
	}
	if json.Unmarshal([]byte(text), &jwk) == nil && jwk.D != "" {
		return true
	}
	der, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return false
	}
	if _, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		return true
	}
	if _, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return true
	}
	_, err = x509.ParseECPrivateKey(der)
	return err == nil
}
