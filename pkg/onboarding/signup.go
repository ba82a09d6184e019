package onboarding

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// Limits of sign-up.
const (
	ActivationLife = time.Hour // of an activation link, to the second (A3)
	SignUpLife     = 12 * time.Hour
	signUpKept     = 30 * 24 * time.Hour // what was typed, for the next try
	mailsPerHour   = 5                   // to one address
	signUpsPerHour = 30                  // from one source
)

// SignUp is a sign-up in progress: what a verified address has typed so far. It
// is all that exists before the last submit (A5). ID is a keyed MAC of the
// address, so that starting over with the same one finds it.
type SignUp struct {
	ID     string    `json:"id"`
	Mail   string    `json:"mail"`
	Terms  string    `json:"terms"` // version agreed to (A1)
	Agreed time.Time `json:"agreed"`

	TokenHash  string    `json:"token"` // of the newest activation link; the ones before are void
	Sent       time.Time `json:"sent"`
	Used       time.Time `json:"used,omitzero"`    // when that link was used
	TicketHash string    `json:"ticket,omitempty"` // of the browser that used the last link
	Until      time.Time `json:"until,omitzero"`   // that browser may go on

	// What everything will be called, from the first activation on.
	OrganisationID string `json:"org,omitempty"`
	AccountID      string `json:"acc,omitempty"`
	DraftID        string `json:"draft,omitempty"`

	Details      account.Details   `json:"details"`
	Proposal     casefile.Proposal `json:"proposal"`
	PasswordHash string            `json:"pwhash,omitempty"`
	Complete     bool              `json:"complete,omitempty"` // the details were without faults
	Numbers      []string          `json:"numbers,omitempty"`  // of the cases it has become

	Forget  time.Time `json:"forget"`
	Version int       `json:"v"`
	LogHash string    `json:"loghash"`
}

// RecordVersion is the version the sign-up has once written.
func (u SignUp) RecordVersion() int { return u.Version }

// FieldMail is the key of the control for the agency's address.
const FieldMail = "mail"

// RequestSignUp has the activation mail sent to an agency's address (A3), which
// voids the link of the mail before. An address that has an account gets a mail
// that says so; nobody else is told, and the same is written for both (trust
// 17). terms is the version that was agreed to at agreed. An address against A2
// is Invalid, and too many requests for one or from one source are TooMany.
func (s *Service) RequestSignUp(ctx context.Context, typed, terms string, agreed time.Time, source string) error {
	const op = "onboarding.RequestSignUp"
	address, message := account.AgencyAddress(typed)
	if message != "" {
		return fault.Wrap(op, fault.InvalidFields([]fault.Field{{Key: FieldMail, Control: FieldMail, Message: message}}))
	}
	id := s.signUpID(address)
	if err := s.countMails(ctx, id, source); err != nil {
		return fault.Wrap(op, err)
	}
	_, err := s.Store.Claimed(ctx, MailClaim, address)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return fault.Wrap(op, err)
	}
	known := err == nil
	return fault.Wrap(op, again(func() error {
		u, err := s.Store.SignUp(ctx, id)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		c := s.change(audit.Actor{Role: "system", Party: "sign-up"})
		u.ID, u.Mail, u.Terms, u.Agreed = id, address, terms, agreed
		event := c.newID()
		u.TokenHash, u.Sent, u.Used = hashed(s.Mailed.Token(activationPurpose, event)), c.now, time.Time{}
		c.putSignUp("sign-up.request", u)
		e := Event{ID: event, Kind: Mail, Address: address, Notice: notice.Activation{}.Name(), Content: json.RawMessage("{}"), SignUp: id}
		if known {
			e.Notice = notice.AddressKnown{}.Name()
		}
		c.tellAs(e)
		return s.Store.Commit(ctx, c.Tx)
	}))
}

// activationPurpose keeps the tokens of activation mails apart from others.
const activationPurpose = "activation"

func (s *Service) countMails(ctx context.Context, id, source string) error {
	const refusal = "寄送次數過多，請於一小時後再試。"
	return s.count(ctx, limit{key: "sign-up#source#" + digest(source), most: signUpsPerHour, window: time.Hour, refusal: refusal},
		limit{key: "sign-up#address#" + id, most: mailsPerHour, window: time.Hour, refusal: refusal})
}

// ActivationView is what an activation link opens, and why it does not.
type ActivationView struct {
	Mail    string
	Refusal error // nil where the link can be used; Expired where it cannot any more
}

// OpenActivation shows what a link is good for and changes nothing (trust 5). A
// link that is none of ours is NotFound.
func (s *Service) OpenActivation(ctx context.Context, link string) (ActivationView, error) {
	u, err := s.activation(ctx, link)
	if fault.Is(err, fault.Expired) {
		return ActivationView{Mail: u.Mail, Refusal: err}, nil
	}
	return ActivationView{Mail: u.Mail}, fault.Wrap("onboarding.OpenActivation", err)
}

// Activate uses up an activation link (A3) and returns the ticket with which its
// browser goes on. It wants the address that the mail went to, which the browser
// that asked for it knows and any other has to type: a scanner that presses the
// page's button has neither (trust 5). A link that was used, voided or is an hour
// old is Expired and says so.
func (s *Service) Activate(ctx context.Context, link, address string) (SignUpTicket, error) {
	const op = "onboarding.Activate"
	u, err := s.activation(ctx, link)
	if err != nil {
		return SignUpTicket{}, fault.Wrap(op, err)
	}
	if known, _ := account.AgencyAddress(address); known != u.Mail {
		return SignUpTicket{}, fault.Wrap(op, fault.InvalidFields([]fault.Field{{Key: FieldMail, Control: FieldMail, Message: "請輸入收到這封驗證信的機關信箱。"}}))
	}
	ticket := SignUpTicket{ID: u.ID, Secret: s.NewSecret()}
	c := s.change(audit.Actor{Role: "system", Party: "sign-up"})
	u.Used, u.TicketHash, u.Until = c.now, hashed(ticket.Secret), c.now.Add(SignUpLife)
	if u.OrganisationID == "" || len(u.Numbers) > 0 {
		u.OrganisationID, u.AccountID, u.DraftID, u.Numbers = c.newID(), c.newID(), c.newID(), nil
	}
	c.putSignUp("sign-up.activate", u)
	err = s.Store.Commit(ctx, c.Tx)
	if fault.Is(err, fault.Conflict) { // used or voided this very moment
		if _, now := s.activation(ctx, link); now != nil {
			err = now
		}
	}
	if err != nil {
		return SignUpTicket{}, fault.Wrap(op, err)
	}
	return ticket, nil
}

// ResendActivation sends a new mail to the address of a link that is over, and
// returns the address. The old link has to be right: it shows whose it was.
func (s *Service) ResendActivation(ctx context.Context, link, source string) (string, error) {
	const op = "onboarding.ResendActivation"
	u, err := s.activation(ctx, link)
	if err != nil && u.Mail == "" {
		return "", fault.Wrap(op, err)
	}
	return u.Mail, fault.Wrap(op, s.RequestSignUp(ctx, u.Mail, u.Terms, u.Agreed, source))
}

// activation finds the sign-up behind a link. With Expired the sign-up is
// returned too, so that the page can offer a new mail.
func (s *Service) activation(ctx context.Context, link string) (SignUp, error) {
	id, token, ok := strings.Cut(link, ".")
	if !ok || id == "" || len(link) > linkLimit {
		return SignUp{}, fault.New(fault.NotFound, "這個啟動連結不正確，請確認是否複製完整。")
	}
	u, err := s.Store.SignUp(ctx, id)
	switch {
	case fault.Is(err, fault.NotFound), err == nil && !s.Now().Before(u.Forget):
		return SignUp{}, fault.New(fault.NotFound, "這個啟動連結不正確，請確認是否複製完整。")
	case err != nil:
		return SignUp{}, err
	case !same(u.TokenHash, hashed(token)):
		return SignUp{ID: u.ID}, fault.New(fault.Expired, "這個啟動連結已經失效：之後寄出過新的驗證信，請使用最新一封信中的連結。")
	case !u.Used.IsZero():
		return u, fault.New(fault.Expired, "這個啟動連結已經使用過。")
	case !s.Now().Before(u.Sent.Add(ActivationLife)):
		return u, fault.New(fault.Expired, "這個啟動連結已超過一小時，自動失效。")
	}
	return u, nil
}

// linkLimit is above the length of our own links' last part.
const linkLimit = 128

// SignUpTicket is what a sign-up's cookie holds. It opens the pages of that
// sign-up and nothing else; it is no session of an account.
type SignUpTicket struct{ ID, Secret string }

// Resume returns the sign-up a ticket belongs to, Unauthenticated where it is
// over or another browser has gone on with it.
func (s *Service) Resume(ctx context.Context, t SignUpTicket) (SignUp, error) {
	u, err := s.Store.SignUp(ctx, t.ID)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return u, fault.Wrap("onboarding.Resume", err)
	}
	if err != nil || !same(u.TicketHash, hashed(t.Secret)) || !s.Now().Before(u.Until) {
		return SignUp{}, fault.New(fault.Unauthenticated, "請從「建立帳號」重新開始；先前以同一個機關信箱填寫的內容會再帶出。")
	}
	return u, nil
}

// signUpID names the sign-up of an address. The key keeps people from trying
// addresses out on it.
func (s *Service) signUpID(address string) string {
	sum := s.Mailed.MAC("sign-up", address)
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:16]))
}

// hashed is how the table keeps a secret of 256 bits (trust 15).
func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

func (c *change) putSignUp(act string, u SignUp) {
	u.Version++
	u.Forget = c.now.Add(signUpKept)
	c.seal("sign-up/"+u.ID, u.Version, &u.LogHash, act, nil, facts{"terms": u.Terms, "cases": fmt.Sprint(len(u.Numbers))})
	c.Puts = append(c.Puts, u)
}

// again repeats what lost a race a few times: do loads anew each time.
func again(do func() error) error {
	var err error
	for range 4 {
		if err = do(); !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return err
}
