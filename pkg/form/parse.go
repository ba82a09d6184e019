package form

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// Bounds of what a page may send (trust 21), in bytes. They are far above what
// Check allows, so that a text that is merely too long comes back to its author.
const (
	maxValue  = 32 << 10
	maxHTML   = 128 << 10
	maxTotal  = 128 << 10 // of all values together; an item of the table holds 400 KB
	maxPosted = 200       // values of one name
)

// HTMLSuffix follows the key in the name under which the editor sends rich text
// as HTML. Without it the text area's plain text counts.
const HTMLSuffix = "-html"

// Parsed is what a posted page comes to.
type Parsed struct {
	// Values are the old ones with the page's fields replaced, valid or not:
	// Check says what is wrong with them.
	Values Values
	// Secrets holds the key texts that arrived, to be encrypted and kept apart.
	// Of each, Values has the fingerprint under the same key. What was kept
	// before stays in force for every key of Values.SecretKeys that is not here,
	// and is to be dropped for all others.
	Secrets map[Key]secret.Text
	// Focus is the id of the control to go to after a row was added or removed;
	// empty when another button was pressed.
	Focus string
}

// Parse reads the answers to fields from a posted form. Names are keys; rows and
// choices repeat theirs. The submit buttons 「add」 (value host-ips) and 「remove」
// (value host-ips.2) add and take away a row. Every other name has to be among
// own, the names of the page itself.
//
// A form that no page of ours sends is an Invalid fault: unknown names, several
// values for one, invalid UTF-8, more than the bounds. Answers to questions that
// the choices made don't ask are dropped. A blank secret leaves the old one.
func Parse(fields []Field, posted url.Values, old Values, own ...string) (Parsed, error) {
	if err := acceptable(fields, posted, own); err != nil {
		return Parsed{}, err
	}
	p := Parsed{Values: old.Clone(), Secrets: map[Key]secret.Text{}}
	for _, f := range fields {
		p.read(f, posted, old)
	}
	for _, k := range p.Values.forget() {
		delete(p.Secrets, k)
	}
	if p.Values.size() > maxTotal {
		return Parsed{}, refuse("內容總長超過上限，請縮短後再試。")
	}
	if err := p.rows(fields, posted); err != nil {
		return Parsed{}, err
	}
	return p, nil
}

// acceptable refuses what no page of ours sends.
func acceptable(fields []Field, posted url.Values, own []string) error {
	for name, list := range posted {
		if slices.Contains(own, name) {
			continue
		}
		limit, most := maxValue, 1
		i := slices.IndexFunc(fields, func(f Field) bool {
			return f.Kind != FileField && name == string(f.Key) || f.Kind == RichField && name == string(f.Key)+HTMLSuffix ||
				f.Kind == Pairs && name == NameField(f.Key)
		})
		switch {
		case i >= 0 && fields[i].List():
			most = maxPosted
			if f := fields[i]; f.Kind == Pairs && len(posted[string(f.Key)]) != len(posted[NameField(f.Key)]) {
				return fault.New(fault.Invalid, "送出的內容缺少成對的欄位，請重新開啟這一頁再試。")
			}
		case i >= 0 && strings.HasSuffix(name, HTMLSuffix):
			limit = maxHTML
		case i < 0 && name != addButton && name != removeButton:
			return fault.New(fault.Invalid, "送出的內容有這一頁沒有的欄位，請重新開啟這一頁再試。")
		}
		if len(list) > most {
			return fault.New(fault.Invalid, "送出的內容有重複的欄位，請重新開啟這一頁再試。")
		}
		for _, value := range list {
			if len(value) > limit {
				return fault.New(fault.Invalid, "送出的內容超過上限，請縮短後再試。")
			}
			if !utf8.ValidString(value) {
				return fault.New(fault.Invalid, "送出的內容不是正確的 UTF-8 文字。")
			}
		}
	}
	return nil
}

// read takes one field over from the posted form.
func (p *Parsed) read(f Field, posted url.Values, old Values) {
	name := string(f.Key)
	value := posted.Get(name)
	switch f.Kind {
	case RichField:
		p.Values.Set(f.Key, ReadRich(value, posted.Get(name+HTMLSuffix), old.Rich(f.Key)).Encode())
	case LongText:
		p.Values.Set(f.Key, strings.TrimSpace(newlines.Replace(value)))
	case Addresses, Lines, Checkboxes, Picker:
		p.Values.Set(f.Key, trimmed(posted[name], !f.Rowed())...)
	case Pairs:
		p.Values.Set(f.Key, pairs(f.Key, posted)...)
	case FileField: // nothing of it is posted
	case SecretArea:
		if strings.TrimSpace(value) != "" {
			m, text := readSecret(value)
			p.Values.Set(f.Key, m.encode())
			if text.Reveal() != "" {
				p.Secrets[f.Key] = text
			}
		}
	case PublicKey:
		p.readMaterial(f.Key, value, readPublicKey)
	case Certificate:
		p.readMaterial(f.Key, value, readCertificate)
	default:
		p.Values.Set(f.Key, strings.TrimSpace(value))
	}
}

func (p *Parsed) readMaterial(k Key, text string, read func(string) Material) {
	if strings.TrimSpace(text) == "" {
		p.Values.Set(k)
		return
	}
	p.Values.Set(k, read(newlines.Replace(text)).encode())
}

// ReadRich reads what the editor or the text area sent, the editor's HTML first. Plain text that says what was there before
// keeps the old structure, bold words included.
func ReadRich(text, markup string, old RichText) RichText {
	if markup != "" {
		return FromHTML(markup)
	}
	if newlines.Replace(text) == old.Text() {
		return old
	}
	return FromText(text)
}

// forget drops the answers to questions that the choices made don't ask, and
// returns whose they were.
func (v Values) forget() []Key {
	var gone []Key
	for k := range v {
		if f, ok := Lookup(k); ok && !v.Asks(f) {
			delete(v, k)
			gone = append(gone, k)
		}
	}
	return gone
}

// trimmed trims every value and keeps order; once leaves out blanks and repeats.
func trimmed(list []string, once bool) []string {
	var kept []string
	for _, s := range list {
		s = strings.TrimSpace(s)
		if once && (s == "" || slices.Contains(kept, s)) {
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// size is about what the values weigh in storage, in bytes.
func (v Values) size() int {
	n := 0
	for k, list := range v {
		n += len(k)
		for _, s := range list {
			n += len(s) + 2
		}
	}
	return n
}
