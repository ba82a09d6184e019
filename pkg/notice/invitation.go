package notice

import (
	"fmt"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
)

// Invitation tells a new person of the operation team or the ministry that an
// account exists. It carries no link that opens it: the person sets the
// password by 忘記密碼 (A8), whenever that is.
type Invitation struct {
	Role   account.Role `json:"role"`
	Login  string       `json:"login"` // 帳號
	Person string       `json:"name"`
}

// Name implements Notice.
func (Invitation) Name() string { return "invitation" }

func (Invitation) heading() string { return "後臺帳號邀請" }

func (Invitation) area() casefile.Area { return "" }

// RoleTitle is the role in words. Only ops and moda are invited; every other
// role is an error.
func (i Invitation) RoleTitle() (string, error) {
	switch i.Role {
	case account.Ops:
		return "維運團隊", nil
	case account.Moda:
		return "數位發展部", nil
	}
	return "", fmt.Errorf("role %q: %w", i.Role, errUnknown)
}
