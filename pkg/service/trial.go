package service

import (
	"encoding/base64"
	"net/url"
)

// TrialURL is path and query under which a candidate is tried out in 正式區
// (fig. 32), for MyData's own host. What the partner's system fills in for each
// trial stands in braces.
func (s Service) TrialURL(returnURL string) string {
	return "/service/" + url.PathEscape(s.ClientID) + "/" + base64.URLEncoding.EncodeToString([]byte(s.ResourceID)) +
		"/{tx_id}?returnUrl=" + url.QueryEscape(returnURL) + "&pid={personalId}&caseNumber=" + url.QueryEscape(s.CaseNumber)
}
