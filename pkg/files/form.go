package files

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Form is what a page needs to have a browser send one file. The input of type
// file is called "file" and comes last; whatever comes after it the bucket
// ignores.
type Form struct {
	URL    string
	Fields []Field
	Script Script
}

// Field is a hidden input.
type Field struct{ Name, Value string }

// Script replaces two of the fields where a script sends the form: it is
// answered 201 in place of a redirection, which a script could not follow to
// another origin.
type Script struct{ Policy, Signature string }

// Names of fields that pages and the emulator's test refer to.
const (
	PolicyField    = "policy"
	SignatureField = "x-amz-signature"
	NameField      = "x-amz-meta-name" // what the sender calls the file
	RedirectField  = "success_action_redirect"
	StatusField    = "success_action_status"
)

// Form makes the form for an upload. After sending, the browser is led to back,
// an address of the portal with scheme and host.
func (b *Bucket) Form(ctx context.Context, id, back string) (Form, error) {
	keys, err := b.keys.Retrieve(ctx)
	if err != nil {
		return Form{}, &fault.Error{Code: fault.Unavailable, Op: "files.Form", Err: err}
	}
	now := b.now().UTC()
	day := now.Format("20060102")
	fixed := []Field{
		{"key", upload.ObjectKey(id)},
		{"Content-Type", "application/octet-stream"},
		{"Content-Disposition", "attachment"},
		{"x-amz-algorithm", "AWS4-HMAC-SHA256"},
		{"x-amz-credential", keys.AccessKeyID + "/" + day + "/" + b.region + "/" + service + "/aws4_request"},
		{"x-amz-date", now.Format("20060102T150405Z")},
	}
	if keys.SessionToken != "" {
		fixed = append(fixed, Field{"x-amz-security-token", keys.SessionToken})
	}
	redirect, status := Field{RedirectField, back}, Field{StatusField, "201"}
	plain, err := b.policy(now, append(fixed[:len(fixed):len(fixed)], redirect))
	if err != nil {
		return Form{}, err
	}
	scripted, err := b.policy(now, append(fixed[:len(fixed):len(fixed)], status))
	if err != nil {
		return Form{}, err
	}
	sign := func(policy string) string { return signature(keys.SecretAccessKey, day, b.region, policy) }
	return Form{URL: b.url, Script: Script{Policy: scripted, Signature: sign(scripted)},
		// The bucket puts the name of the chosen file in place of ${filename}.
		Fields: append(fixed, redirect, Field{NameField, "${filename}"}, Field{PolicyField, plain}, Field{SignatureField, sign(plain)})}, nil
}

// policy is a policy document that takes exactly these fields, a name and one
// file within the limits.
func (b *Bucket) policy(now time.Time, fields []Field) (string, error) {
	conditions := []any{
		map[string]string{"bucket": b.name},
		[]any{"content-length-range", 1, upload.MaxSize},
		[]any{"starts-with", "$" + NameField, ""},
	}
	for _, f := range fields {
		conditions = append(conditions, []any{"eq", "$" + f.Name, f.Value})
	}
	text, err := json.Marshal(map[string]any{"expiration": now.Add(formLife).Format("2006-01-02T15:04:05.000Z"), "conditions": conditions})
	if err != nil {
		return "", &fault.Error{Code: fault.Internal, Op: "files.policy", Err: err}
	}
	return base64.StdEncoding.EncodeToString(text), nil
}
