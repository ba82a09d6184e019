// Package archive keeps the signed days of the history (F8): in an S3 bucket
// whose objects are locked for years, signed by a key that never leaves KMS. It
// implements onboarding.Archive and onboarding.Signer for functions/attest, and
// reads both back for infra/audit.
//
// A day is the object days/<yyyy-mm-dd>.json. It is written only where there is
// none; should the bucket ever hold a second version of one, reading says so.
package archive
