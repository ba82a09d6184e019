package files

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// TestAFormIsSignedAsAWSDocuments uses the example of the S3 API reference,
// "Browser-based upload using HTTP POST (AWS Signature Version 4)".
func TestAFormIsSignedAsAWSDocuments(t *testing.T) {
	t.Parallel()
	policy := "eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7ImJ1Y2tldCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9"
	got := signature("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "20151229", "us-east-1", policy)
	if want := "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e"; got != want {
		t.Errorf("signature %s, want %s", got, want)
	}
}

func bucket(endpoint string) *Bucket {
	config := aws.Config{Region: "ap-northeast-1", Credentials: credentials.NewStaticCredentialsProvider("AKIA", "secret", "token")}
	if endpoint != "" {
		config.BaseEndpoint = &endpoint
	}
	return New(config, "uploads", func() time.Time { return time.Date(2024, 3, 15, 2, 0, 0, 0, time.UTC) })
}

func TestTrust23_AFormTakesOneFileForOneKeyWithinLimits(t *testing.T) {
	t.Parallel()
	f, err := bucket("").Form(t.Context(), "abc", "https://portal.example.gov.tw/back")
	if err != nil {
		t.Fatal(err)
	}
	for name, encoded := range map[string]string{"by the browser": field(f, PolicyField), "by script": f.Script.Policy} {
		text, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			t.Fatal(err)
		}
		var policy struct {
			Expiration time.Time
			Conditions []any
		}
		if err := json.Unmarshal(text, &policy); err != nil {
			t.Fatal(err)
		}
		if want := time.Date(2024, 3, 15, 2, 15, 0, 0, time.UTC); !policy.Expiration.Equal(want) {
			t.Errorf("%s: expires %v", name, policy.Expiration)
		}
		for _, want := range []string{`{"bucket":"uploads"}`, `["content-length-range",1,20971520]`, `["eq","$key","uploads/abc"]`,
			`["eq","$Content-Type","application/octet-stream"]`, `["eq","$Content-Disposition","attachment"]`, `["eq","$x-amz-security-token","token"]`} {
			if !slices.ContainsFunc(policy.Conditions, func(c any) bool { got, _ := json.Marshal(c); return string(got) == want }) {
				t.Errorf("%s: no condition %s in %s", name, want, text)
			}
		}
		if redirects := strings.Contains(string(text), RedirectField); redirects != (name == "by the browser") {
			t.Errorf("%s: redirects %v", name, redirects)
		}
	}
	if f.URL != "https://uploads.s3.ap-northeast-1.amazonaws.com" || field(f, RedirectField) != "https://portal.example.gov.tw/back" {
		t.Errorf("form: %+v", f)
	}
}

func field(f Form, name string) string {
	for _, have := range f.Fields {
		if have.Name == name {
			return have.Value
		}
	}
	return ""
}

func TestTrust23_ALinkIsForOneVersionAsAnAttachment(t *testing.T) {
	t.Parallel()
	f := upload.File{ID: "abc", Name: "服務 流程.pdf", Object: "v1", State: upload.Kept}
	link, err := bucket("http://127.0.0.1:4566").Link(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if u.Host != "127.0.0.1:4566" || u.Path != "/uploads/uploads/abc" || q.Get("versionId") != "v1" || q.Get("X-Amz-Expires") != "60" ||
		q.Get("response-content-type") != "application/octet-stream" || !strings.HasPrefix(q.Get("response-content-disposition"), "attachment; filename*=utf-8''") {
		t.Errorf("link %s", link)
	}
	for _, state := range []upload.State{upload.Quarantined, upload.Refused, upload.Removed} {
		f.State = state
		if _, err := bucket("").Link(t.Context(), f); !fault.Is(err, fault.NotFound) {
			t.Errorf("a link to a file that is %s: %v", state, err)
		}
	}
}
