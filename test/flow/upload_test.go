//go:build emulator

package flow_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"golang.org/x/net/html"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
	"mydata.nat.gov.tw/portal/pkg/upload"
	"mydata.nat.gov.tw/portal/pkg/wiring"
	"mydata.nat.gov.tw/portal/test/flow/live"
)

// arrival is how long a file may take from the bucket to its draft.
const arrival = 30 * time.Second

// sending is an upload whose page a browser has opened.
type sending struct {
	id     string
	url    string
	fields [][2]string // as the page has them, in its order
}

// begin has somebody begin an upload for a new service, over the pages.
func begin(t *testing.T, p *live.Portal, who account.Actor) (w live.Window, draft string, s sending) {
	t.Helper()
	d, err := p.NewDraft(t.Context(), who, wiring.NewID(), casefile.TestKind)
	if err != nil {
		t.Fatal(err)
	}
	v := portaltest.Application()
	v.Set(form.TestStart, calendar.Today(time.Now()).AddDays(7).String())
	v.Set(form.Category, p.Catalogue.Categories[0])
	v.Set(form.DataSets, p.Catalogue.For(form.ModePerson).Providers[0].DataSets[0].ID)
	v.Set(form.Existing, form.No)
	v.Set(form.ExistingLink)
	if _, err := p.SaveDraft(t.Context(), who, d, form.Parsed{Values: v}, d.Version); err != nil {
		t.Fatal(err)
	}
	w = p.Window(t, who)
	u, err := p.StartUpload(t.Context(), who, d.ID, form.ExistingFile)
	if err != nil {
		t.Fatal(err)
	}
	s = sending{id: u.ID}
	page := w.Get(t, "/uploads/"+u.ID)
	root, err := html.Parse(strings.NewReader(page.Body))
	if err != nil || page.Status != http.StatusOK {
		t.Fatalf("%d, %v: %.300s", page.Status, err, page.Body)
	}
	for n := range root.Descendants() {
		at := map[string]string{}
		for _, a := range n.Attr {
			at[a.Key] = a.Val
		}
		switch {
		case n.Data == "form" && at["enctype"] == "multipart/form-data":
			s.url = at["action"]
		case n.Data == "input" && s.url != "" && at["type"] == "hidden" && at["name"] != "":
			s.fields = append(s.fields, [2]string{at["name"], at["value"]})
		}
	}
	return w, d.ID, s
}

// with is the same form with a field changed, or added.
func (s sending) with(name, value string) sending {
	fields := [][2]string{}
	found := false
	for _, f := range s.fields {
		if f[0] == name {
			f[1], found = value, true
		}
		fields = append(fields, f)
	}
	if !found {
		fields = append(fields, [2]string{name, value})
	}
	s.fields = fields
	return s
}

// send sends a file as a browser does.
func (s sending) send(t *testing.T, name string, content []byte) live.Answer {
	t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for _, f := range s.fields {
		if err := m.WriteField(f[0], f[1]); err != nil {
			t.Fatal(err)
		}
	}
	part, err := m.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = m.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url, &body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", m.FormDataContentType())
	return live.Send(t, r)
}

// scanned waits until the function has looked through the file.
func scanned(t *testing.T, p *live.Portal, id string) upload.Upload {
	t.Helper()
	var u upload.Upload
	live.Await(t, arrival, "upload "+id+" to be looked through", func() (bool, string) {
		var err error
		u, err = p.Store.Upload(t.Context(), id)
		return err == nil && u.State != upload.Quarantined, fmt.Sprint(u.State, err)
	})
	return u
}

func TestB11_AFileGoesFromABrowserToACaseAndToItsReviewer(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	cast := p.Cast(t)
	w, draft, s := begin(t, p, cast.Officer)
	sent := s.send(t, "服務流程 v1.png", scantest.PNG())
	if back := sent.Leads(t); !strings.HasPrefix(back, p.Stack.Portal+"/uploads/"+s.id+"?sent&") {
		t.Errorf("leads back to %s", back)
	}
	u := scanned(t, p, s.id)
	if u.State != upload.Clean || u.Type != upload.PNG || u.Name != "服務流程 v1.png" || u.Size != int64(len(scantest.PNG())) {
		t.Fatalf("%+v", u)
	}
	number, err := p.Submit(t.Context(), cast.Officer, draft)
	if err != nil {
		t.Fatal(err)
	}
	for name, a := range map[string]account.Actor{"the officer": cast.Officer, "the authority": cast.Bureau, "ops": p.Ops, "the ministry": p.Moda} {
		link := p.Window(t, a).Get(t, "/cases/"+number+"/files/"+s.id).Leads(t)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, link, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := live.Send(t, r)
		if got.Status != http.StatusOK || got.Body != string(scantest.PNG()) || got.Header.Get("Content-Type") != "application/octet-stream" ||
			!strings.HasPrefix(got.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s gets %d, %v", name, got.Status, got.Header)
		}
	}
	if got := p.Window(t, p.Cast(t).Officer).Get(t, "/cases/"+number+"/files/"+s.id); got.Status != http.StatusNotFound {
		t.Errorf("another organisation gets %d", got.Status)
	}
	// The form is still good, and what comes by it is another file.
	again := s.send(t, "b.jpg", scantest.JPEG())
	again.Leads(t)
	link := w.Get(t, "/cases/"+number+"/files/"+s.id).Leads(t)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, link, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := live.Send(t, r); got.Body != string(scantest.PNG()) {
		t.Error("a second file took the place of the first")
	}
}

func TestTrust23_TheBucketTakesNothingButTheFormsFile(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	_, _, s := begin(t, p, p.Cast(t).Officer)
	for name, c := range map[string]struct {
		form    sending
		content []byte
	}{
		"a file that is too large":    {s, make([]byte, upload.MaxSize+1)},
		"an empty file":               {s, nil},
		"another key":                 {s.with("key", "uploads/other"), scantest.PNG()},
		"another type":                {s.with("Content-Type", "text/html"), scantest.PNG()},
		"another way back":            {s.with("success_action_redirect", "https://evil.example/"), scantest.PNG()},
		"another policy":              {s.with("policy", "e30="), scantest.PNG()},
		"another signature":           {s.with("x-amz-signature", strings.Repeat("0", 64)), scantest.PNG()},
		"a field of its own":          {s.with("acl", "public-read"), scantest.PNG()},
		"a mark that it is clean":     {s.with("tagging", "<Tagging><TagSet><Tag><Key>scan</Key><Value>clean</Value></Tag></TagSet></Tagging>"), scantest.PNG()},
		"a header that calls it HTML": {s.with("Content-Disposition", "inline"), scantest.PNG()},
	} {
		if got := c.form.send(t, "a.png", c.content); got.Status < 400 || got.Status >= 500 {
			t.Errorf("%s: %d", name, got.Status)
		}
	}
	u, err := p.Store.Upload(t.Context(), s.id)
	if err != nil || u.State != upload.Quarantined {
		t.Errorf("the upload is %s, %v", u.State, err)
	}
	s.send(t, "a.png", scantest.PNG()).Leads(t)
	scanned(t, p, s.id)
}

// spread is one hostile file for each reason, the smallest there is.
func spread() []scantest.File {
	smallest := map[upload.Reason]scantest.File{}
	for _, f := range scantest.Hostile() {
		if old, found := smallest[f.Reason]; len(f.Content) > 0 && len(f.Content) <= upload.MaxSize && (!found || len(f.Content) < len(old.Content)) {
			smallest[f.Reason] = f
		}
	}
	var list []scantest.File
	for _, f := range smallest {
		list = append(list, f)
	}
	return list
}

func TestB11_AHostileFileNeverReachesACase(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	cast := p.Cast(t)
	as := p.AsFunction(t, "portal")
	for _, f := range spread() {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			w, draft, s := begin(t, p, cast.Officer)
			s.send(t, "harmless.pdf", f.Content).Leads(t)
			u := scanned(t, p, s.id)
			if u.State != upload.Refused || u.Reason != f.Reason {
				t.Errorf("it is %s because of %q, want %q", u.State, u.Reason, f.Reason)
			}
			if _, err := p.Submit(t.Context(), cast.Officer, draft); !fault.Is(err, fault.Invalid) {
				t.Errorf("submit: %v", err)
			}
			if got := w.Get(t, "/uploads/"+s.id+"/file"); got.Status != http.StatusNotFound {
				t.Errorf("the page hands it out: %d", got.Status)
			}
			// Even a portal that was taken over cannot read it.
			_, err := objects(as).GetObject(t.Context(), &s3.GetObjectInput{Bucket: uploads(p.Stack), Key: aws.String(upload.ObjectKey(s.id)), VersionId: &u.Object})
			if !denied(err) {
				t.Errorf("the portal's role reads it: %v", err)
			}
		})
	}
}

func TestTrust27_AnObjectOfNobodyIsRefusedAndHoldsUpNobody(t *testing.T) {
	t.Parallel()
	p := live.Open(t)
	stray := upload.ObjectKey("stray" + path.Base(wiring.NewID()))
	if _, err := objects(p.AWS).PutObject(t.Context(), &s3.PutObjectInput{Bucket: uploads(p.Stack), Key: &stray, Body: bytes.NewReader(scantest.PNG())}); err != nil {
		t.Fatal(err)
	}
	live.Await(t, arrival, "the stray object to be marked", func() (bool, string) {
		out, err := objects(p.AWS).GetObjectTagging(t.Context(), &s3.GetObjectTaggingInput{Bucket: uploads(p.Stack), Key: &stray})
		if err != nil {
			return false, err.Error()
		}
		for _, tag := range out.TagSet {
			if aws.ToString(tag.Key) == "scan" {
				return aws.ToString(tag.Value) == "refused", aws.ToString(tag.Value)
			}
		}
		return false, "no mark"
	})
}
