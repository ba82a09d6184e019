package files

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

const (
	formLife = 15 * time.Minute
	linkLife = time.Minute
	service  = "s3"
)

// Bucket signs for one bucket in the name of the function's role.
type Bucket struct {
	name   string
	url    string // without a slash at its end
	region string
	keys   aws.CredentialsProvider
	now    func() time.Time
	signer *v4.Signer
}

// New returns the bucket of that name in the account and region of config, or at
// config's endpoint.
func New(config aws.Config, name string, now func() time.Time) *Bucket {
	b := &Bucket{name: name, region: config.Region, keys: config.Credentials, now: now,
		url: "https://" + name + ".s3." + config.Region + ".amazonaws.com"}
	if endpoint := aws.ToString(config.BaseEndpoint); endpoint != "" {
		b.url = endpoint + "/" + name
	}
	b.signer = v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true })
	return b
}

// Origin is the bucket's scheme and host, which the policy of the page with the
// form has to name.
func (b *Bucket) Origin() string {
	u, err := url.Parse(b.url)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// Link is where a browser fetches the very file that f refers to. The answer is
// an attachment whatever the file is.
func (b *Bucket) Link(ctx context.Context, f upload.File) (string, error) {
	const op = "files.Link"
	if !f.State.Usable() || f.Object == "" {
		return "", fault.New(fault.NotFound, "這個檔案還沒有通過檢查，不能下載。")
	}
	keys, err := b.keys.Retrieve(ctx)
	if err != nil {
		return "", &fault.Error{Code: fault.Unavailable, Op: op, Err: err}
	}
	query := url.Values{
		"versionId":                    {f.Object},
		"response-content-type":        {"application/octet-stream"},
		"response-content-disposition": {mime.FormatMediaType("attachment", map[string]string{"filename": f.Name})},
		"X-Amz-Expires":                {strconv.Itoa(int(linkLife / time.Second))},
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, b.url+"/"+upload.ObjectKey(f.ID)+"?"+query.Encode(), nil)
	if err != nil {
		return "", &fault.Error{Code: fault.Internal, Op: op, Err: err}
	}
	signed, _, err := b.signer.PresignHTTP(ctx, keys, r, "UNSIGNED-PAYLOAD", service, b.region, b.now())
	if err != nil {
		return "", &fault.Error{Code: fault.Internal, Op: op, Err: err}
	}
	return signed, nil
}

// signature signs a policy as AWS Signature Version 4 does for forms.
func signature(secret, day, region, policy string) string {
	key := []byte("AWS4" + secret)
	for _, part := range []string{day, region, service, "aws4_request"} {
		key = mac(key, part)
	}
	return hex.EncodeToString(mac(key, policy))
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}
