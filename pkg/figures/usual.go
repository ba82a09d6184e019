package figures

import (
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

// UsualFor is within how many days a stage like this is usually answered (F2), as
// Usual counts it over some months: by the very authority for an authority's
// stages where it has answered enough of them, else by everybody at that desk. 0
// where it cannot be said.
func UsualFor(s casefile.Stage, months []Month) int {
	if s.Party == chain.Authority {
		if days := Sum(months, s.PartyID).Desks[deskOf(s)].Took.Usual(); days > 0 {
			return days
		}
	}
	return Sum(months, All).Desks[deskOf(s)].Took.Usual()
}
