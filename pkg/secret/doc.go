// Package secret keeps secrets: a type that does not print, keys and what is
// derived from them, passwords, authenticator codes, and encryption at rest.
//
//	what                     kept as                            by
//	password                 Argon2id over an HMAC (pepper)     Passwords
//	authenticator's secret   AES-256-GCM                        Box, TOTP
//	task token, SP-API key   AES-256-GCM                        Box
//	mailed token             SHA-256 of it                      Key.Token
//	mailed short code        keyed MAC of it                    Key.Code, Key.MAC
//
// Every use of a raw key derives a key of its own by HKDF from the use's
// purpose, so that one key of Secrets Manager never serves two uses with the
// same bytes. Randomness comes from the reader that is passed in; a reader that
// fails panics, which crypto/rand's never does.
package secret
