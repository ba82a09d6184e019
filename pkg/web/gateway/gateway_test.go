package gateway

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"
)

// echo answers with what it was asked.
func echo(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/-" || r.URL.Path == "/a/-" {
		http.NotFound(w, r)
		return
	}
	_ = r.ParseForm()
	session, _ := r.Cookie("session")
	http.SetCookie(w, &http.Cookie{Name: "one", Value: "1"})
	http.SetCookie(w, &http.Cookie{Name: "two", Value: "2"})
	fmt.Fprintf(w, "%s %s from %s by %v with %s", r.Method, r.URL.Path, r.RemoteAddr, session, r.Form.Encode())
}

func answer(t *testing.T, prefix string, event events.APIGatewayProxyRequest) (response events.APIGatewayProxyResponse, body string) {
	t.Helper()
	event.RequestContext.AccountID = "123456789012"
	event.RequestContext.Identity.SourceIP = "192.0.2.7"
	payload, err := json.Marshal(event)
	if err != nil {
		t.Fatal(err)
	}
	out, err := New(prefix, http.HandlerFunc(echo)).Invoke(t.Context(), payload)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &response); err != nil {
		t.Fatal(err)
	}
	text, err := base64.StdEncoding.DecodeString(response.Body)
	if err != nil || !response.IsBase64Encoded {
		t.Fatalf("the body is not in base64: %v", err)
	}
	return response, string(text)
}

func TestEventsBecomeRequests(t *testing.T) {
	t.Parallel()
	const form = "answer=approve&opinion=%E5%90%8C%E6%84%8F"
	for _, c := range []struct {
		name, prefix string
		event        events.APIGatewayProxyRequest
		want         string
	}{
		{"the path is the resource's, whatever base path stands in front", "", events.APIGatewayProxyRequest{HTTPMethod: "GET",
			Path: "/mydata-backend/cases", PathParameters: map[string]string{"proxy": "cases"}}, "GET /cases from 192.0.2.7 by  with "},
		{"the root has no proxy", "", events.APIGatewayProxyRequest{HTTPMethod: "GET", Path: "/mydata-backend"}, "GET / from 192.0.2.7 by  with "},
		{"below a prefix it is put back", "/a", events.APIGatewayProxyRequest{HTTPMethod: "HEAD", Path: "/a/token/done",
			PathParameters: map[string]string{"proxy": "token/done"}}, "HEAD /a/token/done from 192.0.2.7 by  with "},
		{"nobody climbs out of a prefix", "/a", events.APIGatewayProxyRequest{HTTPMethod: "GET",
			PathParameters: map[string]string{"proxy": "../cases"}}, "GET /a/cases from 192.0.2.7 by  with "},
		{"cookies come in lists", "", events.APIGatewayProxyRequest{HTTPMethod: "GET",
			MultiValueHeaders: map[string][]string{"Cookie": {"session=s", "other=o"}}}, "GET / from 192.0.2.7 by session=s with "},
		{"nobody says where they come from", "", events.APIGatewayProxyRequest{HTTPMethod: "GET",
			MultiValueHeaders: map[string][]string{"X-Forwarded-For": {"203.0.113.9"}, "Forwarded": {"for=203.0.113.9"}, "X-Real-Ip": {"203.0.113.9"}}},
			"GET / from 192.0.2.7 by  with "},
		{"a query may repeat a name", "", events.APIGatewayProxyRequest{HTTPMethod: "GET",
			MultiValueQueryStringParameters: map[string][]string{"state": {"returned", "審核"}}},
			"GET / from 192.0.2.7 by  with state=returned&state=%E5%AF%A9%E6%A0%B8"},
		{"a posted form comes in base64", "", events.APIGatewayProxyRequest{HTTPMethod: "POST", IsBase64Encoded: true,
			Body:              base64.StdEncoding.EncodeToString([]byte(form)),
			MultiValueHeaders: map[string][]string{"Content-Type": {"application/x-www-form-urlencoded"}}},
			"POST / from 192.0.2.7 by  with " + form},
	} {
		response, body := answer(t, c.prefix, c.event)
		if response.StatusCode != http.StatusOK || body != c.want {
			t.Errorf("%s: %d %q, want %q", c.name, response.StatusCode, body, c.want)
		}
		if cookies := response.MultiValueHeaders["Set-Cookie"]; len(cookies) != 2 {
			t.Errorf("%s: cookies %q", c.name, cookies)
		}
	}
}

func TestTrust21_ABrokenPathIsA404AndNoError(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "/a"} {
		for _, path := range []string{"100%", "%", "%zz", strings.Repeat("%", 8000)} {
			response, _ := answer(t, prefix, events.APIGatewayProxyRequest{HTTPMethod: "POST", PathParameters: map[string]string{"proxy": path}})
			if response.StatusCode != http.StatusNotFound {
				t.Errorf("%.20s: %d", path, response.StatusCode)
			}
		}
	}
}

func TestWhatIsNoEventIsAnError(t *testing.T) {
	t.Parallel()
	for _, payload := range []string{"", "{}", "[]", `{"requestContext":{}}`} {
		if _, err := New("", http.HandlerFunc(echo)).Invoke(t.Context(), []byte(payload)); err == nil {
			t.Errorf("%q is answered", payload)
		}
	}
}

func TestE4_LongPagesAreCompressedForWhoTakesIt(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("個人化資料自主運用", 300)
	pages := New("", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/long" {
			_, _ = io.WriteString(w, long)
			return
		}
		_, _ = io.WriteString(w, "short")
	}))
	for _, c := range []struct {
		name, proxy, accept string
		zipped              bool
	}{
		{"a long page for a browser", "long", "gzip, deflate, br, zstd", true},
		{"a long page for who does not ask", "long", "", false},
		{"a short page", "short", "gzip", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			event, err := json.Marshal(events.APIGatewayProxyRequest{HTTPMethod: "GET", PathParameters: map[string]string{"proxy": c.proxy},
				Headers: map[string]string{"Accept-Encoding": c.accept}, RequestContext: events.APIGatewayProxyRequestContext{AccountID: "1"}})
			if err != nil {
				t.Fatal(err)
			}
			out, err := pages.Invoke(t.Context(), event)
			if err != nil {
				t.Fatal(err)
			}
			var response events.APIGatewayProxyResponse
			if err := json.Unmarshal(out, &response); err != nil {
				t.Fatal(err)
			}
			body, err := base64.StdEncoding.DecodeString(response.Body)
			if err != nil {
				t.Fatal(err)
			}
			if got := slices.Equal(response.MultiValueHeaders["Content-Encoding"], []string{"gzip"}); got != c.zipped {
				t.Fatalf("compressed: %v; %v", got, response.MultiValueHeaders)
			}
			if !c.zipped {
				return
			}
			if len(body) > len(long)/10 {
				t.Errorf("%d of %d bytes", len(body), len(long))
			}
			r, err := gzip.NewReader(bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			if text, err := io.ReadAll(r); err != nil || string(text) != long {
				t.Errorf("what is unpacked differs: %v", err)
			}
		})
	}
}
