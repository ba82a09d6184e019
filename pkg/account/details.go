package account

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Keys of the controls for what is typed about an account.
const (
	FieldLogin = "login"
	FieldName  = "name"
	FieldPhone = "phone"
	FieldMail  = "mail"
	FieldUnit  = "unit"
)

// Limits in characters.
const (
	nameLimit         = 50
	unitLimit         = 60
	organisationLimit = 100
)

// Details are what people say of an account (figs. 64, 73, 82).
type Details struct {
	Login string `json:"login"` // 帳號
	Name  string `json:"name"`
	Phone string `json:"phone"`
	Mail  string `json:"mail"`
	Unit  string `json:"unit,omitempty"` // 服務單位名稱
}

// DetailsOf are those of an account that exists.
func DetailsOf(a Account) Details {
	return Details{Login: a.Login, Name: a.Name, Phone: a.Phone, Mail: a.Mail, Unit: a.Unit}
}

// Title is how a case about the account names it: 王大明（officer01）.
func (d Details) Title() string { return d.Name + "（" + d.Login + "）" }

// Into puts the details into an account.
func (d Details) Into(a Account) Account {
	a.Login, a.Name, a.Phone, a.Mail, a.Unit = d.Login, d.Name, d.Phone, d.Mail, d.Unit
	return a
}

// Check returns the details in the form in which they are stored, and every
// fault of what was typed (A2, A4). Only the unit may be left out, unless it is
// asked for.
func (d Details) Check(unit bool) (Details, []fault.Field) {
	var faults []fault.Field
	note := func(key, message string) {
		if message != "" {
			faults = append(faults, fault.Field{Key: key, Control: key, Message: message})
		}
	}
	var message string
	d.Name, message = PersonName(d.Name)
	note(FieldName, message)
	d.Phone = strings.TrimSpace(d.Phone)
	note(FieldPhone, phoneFault(d.Phone))
	if clean, message := AgencyAddress(d.Mail); message == "" {
		d.Mail = clean
	} else {
		note(FieldMail, message)
	}
	if clean, message := LoginName(d.Login); message == "" {
		d.Login = clean
	} else {
		note(FieldLogin, message)
	}
	if d.Unit = strings.TrimSpace(d.Unit); unit || d.Unit != "" {
		note(FieldUnit, wordsFault(d.Unit, "服務單位名稱", unitLimit))
	}
	return d, faults
}

// PersonName reads a person's name; fault is the sentence for its field.
func PersonName(typed string) (name, fault string) {
	name = strings.TrimSpace(typed)
	return name, wordsFault(name, "姓名", nameLimit)
}

// OrganisationName reads a 機關名稱全銜; fault is the sentence for its field.
func OrganisationName(typed string) (name, fault string) {
	name = strings.TrimSpace(typed)
	return name, wordsFault(name, "機關名稱全銜", organisationLimit)
}

// wordsFault says what is wrong with a name that people read: it has letters,
// an end, and nothing that hides or turns it.
func wordsFault(s, label string, limit int) string {
	switch {
	case s == "":
		return "請輸入" + label + "。"
	case len([]rune(s)) > limit:
		return fmt.Sprintf("%s最多 %d 字。", label, limit)
	case !strings.ContainsFunc(s, unicode.IsLetter), strings.ContainsFunc(s, unprintable), strings.ContainsAny(s, "<>"):
		return label + "有無法使用的字元，請重新輸入。"
	}
	return ""
}

func unprintable(r rune) bool { return r != ' ' && !unicode.IsPrint(r) || unicode.Is(unicode.Cf, r) }

// extension is what may follow a telephone number.
var extension = regexp.MustCompile(`^(.*?)(?: *(?:#|分機|轉) *\d{1,6})?$`)

func phoneFault(s string) string {
	switch {
	case s == "":
		return "請輸入電話。"
	case !form.ValidPhone(extension.FindStringSubmatch(s)[1]):
		return "請輸入正確的電話，例如 02-2380-0000 或 0912345678，分機接在「#」之後。"
	}
	return ""
}
