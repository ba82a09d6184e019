package live

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// Mail is one mail as its reader finds it.
type Mail struct {
	To      string `json:"-"`
	Subject string
	Text    string
	HTML    string
}

// Mails lists what arrived at an address about a case, oldest first.
func (x Paper) Mails(t testing.TB, address string) []Mail {
	t.Helper()
	var list []Mail
	for _, id := range x.search(t, address) {
		mail := Mail{To: address}
		must(t, x.portal.mailpit(t.Context(), "message/"+id, &mail))
		list = append(list, mail)
	}
	return list
}

// Subjects lists the subjects of Mails, without what all of them begin with.
func (x Paper) Subjects(t testing.TB, address string) []string {
	t.Helper()
	var list []string
	for _, m := range x.Mails(t, address) {
		list = append(list, short(m.Subject))
	}
	return list
}

// short is a subject without the system's name, the area and the mark of a
// system mail.
func short(subject string) string {
	return strings.TrimSuffix(subject[strings.LastIndex(subject, "】")+len("】"):], "（系統信件）")
}

// AwaitMails waits for so many mails about the case at an address.
func (x Paper) AwaitMails(t testing.TB, address string, n int) []Mail {
	t.Helper()
	var found []Mail
	Await(t, Told, fmt.Sprintf("%d mails about %s at %s", n, x.Number, address), func() (bool, string) {
		found = x.Mails(t, address)
		return len(found) >= n, fmt.Sprintf("%d mails", len(found))
	})
	return found
}

// search lists Mailpit's ids of the mails to an address that name the case,
// oldest first.
func (x Paper) search(t testing.TB, address string) []string {
	t.Helper()
	var found struct {
		Messages []struct{ ID string } `json:"messages"`
	}
	query := fmt.Sprintf("to:%q %q", address, x.Number)
	must(t, x.portal.mailpit(t.Context(), "search?limit=500&query="+url.QueryEscape(query), &found))
	var ids []string
	for _, m := range slices.Backward(found.Messages) {
		ids = append(ids, m.ID)
	}
	return ids
}

func (p *Portal) mailpit(ctx context.Context, path string, into any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.Stack.Mail+"/api/v1/"+path, nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("mailpit: %s: %s", path, response.Status)
	}
	return json.NewDecoder(response.Body).Decode(into)
}
