package notice

import "mydata.nat.gov.tw/portal/pkg/casefile"

// PasswordLink carries the link by which its reader sets a password (A8): the
// first one, or another one instead of a forgotten one. The link comes with the
// Frame.
type PasswordLink struct{}

// Name implements Notice.
func (PasswordLink) Name() string { return "password-link" }

func (PasswordLink) heading() string { return "設定密碼" }

func (PasswordLink) area() casefile.Area { return "" }

// SignInCode carries a code to be typed into the browser that asked for it (A7).
// The code comes with the Frame.
type SignInCode struct {
	Binding bool `json:"binding,omitempty"` // it proves the mailbox before an authenticator is bound
}

// Name implements Notice.
func (SignInCode) Name() string { return "sign-in-code" }

func (SignInCode) heading() string { return "登入驗證碼" }

func (SignInCode) area() casefile.Area { return "" }
