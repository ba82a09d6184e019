package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// A question is what a browser asks for: a page, or an act if there is a form.
type question struct {
	path string // below the base path, with its query
	form url.Values
}

// reply is what a browser gets.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// headers are those of Chromium that a page is asked with.
func (v *visitor) headers(q question) http.Header {
	h := http.Header{
		"Accept":          {"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8"},
		"Accept-Language": {"zh-TW,zh;q=0.9,en;q=0.6"},
		"Accept-Encoding": {"gzip, deflate, br, zstd"},
		"Sec-Fetch-Dest":  {"document"}, "Sec-Fetch-Mode": {"navigate"}, "Sec-Fetch-Site": {"same-origin"},
		"User-Agent": {"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"},
	}
	for name, value := range v.cookies {
		h.Add("Cookie", name+"="+value)
	}
	if q.form != nil {
		h.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return h
}

func (q question) method() string {
	if q.form != nil {
		return http.MethodPost
	}
	return http.MethodGet
}

// event is the question as API Gateway hands it to a function.
func (v *visitor) event(q question) ([]byte, error) {
	at, err := url.Parse(q.path)
	if err != nil {
		return nil, err
	}
	e := events.APIGatewayProxyRequest{HTTPMethod: q.method(), Path: at.Path, MultiValueHeaders: v.headers(q),
		MultiValueQueryStringParameters: at.Query(), Body: base64.StdEncoding.EncodeToString([]byte(q.form.Encode())), IsBase64Encoded: true}
	if proxy := strings.TrimPrefix(strings.TrimPrefix(at.Path, "/"), "a/"); proxy != "" {
		e.PathParameters = map[string]string{"proxy": proxy}
	}
	e.RequestContext.AccountID, e.RequestContext.Identity.SourceIP = "123456789012", "192.0.2.1"
	return json.Marshal(e)
}

// handler is the function that answers below a path.
func (b *bench) handler(q question) lambda.Handler {
	if strings.HasPrefix(q.path, "/a/") {
		return b.action
	}
	return b.portal
}

// here asks in this process.
func (v *visitor) here(ctx context.Context, q question) (reply, error) {
	event, err := v.event(q)
	if err != nil {
		return reply{}, err
	}
	out, err := v.b.handler(q).Invoke(ctx, event)
	if err != nil {
		return reply{}, err
	}
	var answer events.APIGatewayProxyResponse
	if err := json.Unmarshal(out, &answer); err != nil {
		return reply{}, err
	}
	body, err := base64.StdEncoding.DecodeString(answer.Body)
	return reply{answer.StatusCode, answer.MultiValueHeaders, body}, err
}

// there asks the stack over HTTP, on connections it keeps, and keeps the cookies
// it is given.
func (v *visitor) there(ctx context.Context, q question) (reply, error) {
	request, err := http.NewRequestWithContext(ctx, q.method(), v.b.Portal+q.path, strings.NewReader(q.form.Encode()))
	if err != nil {
		return reply{}, err
	}
	request.Header = v.headers(q)
	response, err := v.b.http.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	for _, c := range response.Cookies() {
		v.cookies[c.Name] = c.Value
	}
	body, err := io.ReadAll(response.Body)
	return reply{response.StatusCode, response.Header, body}, err
}

// want is an error where the reply has another status.
func (r reply) want(status int, q question) error {
	if r.status != status {
		return fmt.Errorf("%s %s answers %d, not %d", q.method(), q.path, r.status, status)
	}
	return nil
}

// orStatus is the error of an answer, or that it has another status.
func orStatus(err error, r reply, status int, q question) error {
	if err != nil {
		return err
	}
	return r.want(status, q)
}

// newClient keeps connections, follows no redirect, and dials the endpoint
// whatever the portal's name: Go does not know names below localhost.
func newClient(endpoint string) *http.Client {
	var dialer net.Dialer
	return &http.Client{
		Timeout:       20 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, strings.TrimPrefix(endpoint, "http://"))
		}},
	}
}
