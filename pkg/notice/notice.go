package notice

import (
	"encoding/json"
	"errors"
	"fmt"

	"mydata.nat.gov.tw/portal/pkg/casefile"
)

// errUnknown is wrapped where a stored name or value is none that mails know.
var errUnknown = errors.New("unknown value")

// Notice is what one mail says. The types of this package are the only ones.
type Notice interface {
	// Name is what an event calls the notice. It is stored: never change it.
	Name() string
	// heading is the middle of the subject and the heading of the mail.
	heading() string
	// area is the area the mail belongs to, empty for none.
	area() casefile.Area
}

// decoders lists every notice by its name.
var decoders = map[string]func([]byte) (Notice, error){
	CaseReceived{}.Name():     decode[CaseReceived],
	StageOpened{}.Name():      decode[StageOpened],
	CaseReturned{}.Name():     decode[CaseReturned],
	CaseRefused{}.Name():      decode[CaseRefused],
	TestApproved{}.Name():     decode[TestApproved],
	OfferingApproved{}.Name(): decode[OfferingApproved],
	WindowReminder{}.Name():   decode[WindowReminder],
	WindowEnded{}.Name():      decode[WindowEnded],
	CaseWithdrawn{}.Name():    decode[CaseWithdrawn],
	Invitation{}.Name():       decode[Invitation],
	Digest{}.Name():           decode[Digest],

	ExtensionApproved{}.Name():   decode[ExtensionApproved],
	ChangeApproved{}.Name():      decode[ChangeApproved],
	ChangeApplied{}.Name():       decode[ChangeApplied],
	PilotApproved{}.Name():       decode[PilotApproved],
	PilotDone{}.Name():           decode[PilotDone],
	WentLive{}.Name():            decode[WentLive],
	DateMoved{}.Name():           decode[DateMoved],
	ReportReminder{}.Name():      decode[ReportReminder],
	ReportOverdue{}.Name():       decode[ReportOverdue],
	Delisted{}.Name():            decode[Delisted],
	Suspended{}.Name():           decode[Suspended],
	Resumed{}.Name():             decode[Resumed],
	Maintained{}.Name():          decode[Maintained],
	CertificateExpiring{}.Name(): decode[CertificateExpiring],
	SecretChanged{}.Name():       decode[SecretChanged],

	Activation{}.Name():      decode[Activation],
	AddressKnown{}.Name():    decode[AddressKnown],
	AccountApproved{}.Name(): decode[AccountApproved],
	AccountRefused{}.Name():  decode[AccountRefused],
	AccountDecided{}.Name():  decode[AccountDecided],
	PersonJoined{}.Name():    decode[PersonJoined],
	Welcome{}.Name():         decode[Welcome],
	SecurityNotice{}.Name():  decode[SecurityNotice],
	PasswordLink{}.Name():    decode[PasswordLink],
	SignInCode{}.Name():      decode[SignInCode],
}

// decode leaves alone what it does not know, so that a relay of yesterday can
// send what a portal of today has written.
func decode[N Notice](content []byte) (Notice, error) {
	var n N
	err := json.Unmarshal(content, &n)
	return n, err
}

func load(name string, content []byte) (Notice, error) {
	read, ok := decoders[name]
	if !ok {
		return nil, fmt.Errorf("notice %q: %w", name, errUnknown)
	}
	n, err := read(content)
	if err != nil {
		return nil, fmt.Errorf("notice %q: %w", name, err)
	}
	return n, nil
}
