package web

import (
	"fmt"
	"net/http"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
)

// firewallFile hands out what is open in an area as a file for programs or for
// nft -f. Its name is <area>.json or <area>.nft.
func (s *Server) firewallFile(w http.ResponseWriter, r *http.Request, _ *visit) error {
	name, kind, _ := strings.Cut(r.PathValue("file"), ".")
	area := casefile.Area(name)
	if area.Label() == "" || kind != "json" && kind != "nft" {
		return fault.New(fault.NotFound, "")
	}
	at, err := s.moment(r, momentQuery)
	if err != nil {
		return err
	}
	rules, err := s.Store.RulesAt(r.Context(), area, at)
	if err != nil {
		return err
	}
	set := firewall.At(rules, area, at)
	body, contentType := set.NFTables(), "text/plain; charset=utf-8"
	if kind == "json" {
		contentType = "application/json"
		if body, err = set.JSON(); err != nil {
			return err
		}
	}
	return hand(w, r, fmt.Sprintf("mydata-%s-%s.%s", area, at.In(calendar.Taipei()).Format("20060102-1504"), kind), contentType, body)
}
