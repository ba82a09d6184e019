package form

import "strconv"

// Key names a field in forms, in stored values, in notes of reviewers and in
// the ids of controls. Stored data carry it: a key is never renamed.
type Key string

// The fields of spec B2, in the order of the form, and those that only the
// go-live application (D5) and the pilot report (D7) have.
const (
	Category      Key = "category"
	Name          Key = "name"
	Existing      Key = "existing"
	ExistingLink  Key = "existing-link"
	ExistingFile  Key = "existing-file"
	TestStart     Key = "test-start"
	GoLiveDate    Key = "go-live-date"
	Purpose       Key = "purpose"
	Mode          Key = "mode"
	DataSets      Key = "data-sets"
	FrontURL      Key = "front-url"
	ReturnURL     Key = "return-url"
	SPAPIURL      Key = "sp-api-url"
	SPAPIIPs      Key = "sp-api-ips"
	HostIPs       Key = "host-ips"
	TestIPs       Key = "test-ips"
	PilotIPs      Key = "pilot-ips"
	Hotline       Key = "hotline"
	Extension     Key = "hotline-extension"
	UseAPIKey     Key = "use-sp-api-key"
	APIKey        Key = "sp-api-key"
	UseRSAKey     Key = "use-rsa-key"
	RSAKey        Key = "rsa-key"
	UseMutual     Key = "use-mutual-certificate"
	MutualCert    Key = "mutual-certificate"
	IdentityModes Key = "identity-modes"
	Packaging     Key = "packaging"
	Encryption    Key = "encryption"
	Checklist     Key = "checklist"
	PilotReport   Key = "pilot-report"
)

// Values of choices that code asks for. The labels beside them are in the table.
const (
	Yes = "yes"
	No  = "no"

	ModePerson  = "person"  // 個人資料申辦
	ModeCompany = "company" // 法人資料申辦
	ModeBoth    = "both"    // 個人+法人資料申辦
	ModeSeveral = "several" // 多人資料申辦

	IdentityByMyData   = "1"
	IdentityByService  = "2"
	IdentityByThird    = "3"
	PackagingAll       = "A" // one data set fails: none is handed over
	PackagingAvailable = "B" // what could be had is handed over
	EncryptionCBC      = "aes-cbc"
	EncryptionGCM      = "aes-gcm"
)

// ControlID is the id of the control that holds one part of a field: of row n
// (counted from 1, as text) of a list, or of the choice with that value. Without
// a part it is the id of the field's only control.
func ControlID(k Key, part string) string {
	if part == "" {
		return string(k)
	}
	return string(k) + "-" + part
}

// PairID is the id of one of the two controls in row n (counted from 1) of a
// Pairs field: of the Chinese name, or else of the code.
func PairID(k Key, n int, name bool) string {
	id := ControlID(k, strconv.Itoa(n))
	if name {
		id += nameSuffix
	}
	return id
}
