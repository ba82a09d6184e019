package web

import (
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// marksForm asks which of the rules on the page the real firewall follows by
// now; nil where it follows all.
func marksForm(rules []firewall.Rule, area casefile.Area, now time.Time, ended bool) *kit.Form {
	field := kit.Field{Kind: kit.Checkboxes, ID: onboarding.FieldRules, Label: "已在防火牆設定的規則",
		Hints: []string{"標記只記錄由誰、何時完成設定，不影響規則的開通期間。"}}
	f := &kit.Form{Action: "/firewall/marks", Hidden: []kit.Hidden{{Name: areaQuery, Value: string(area)}}, Buttons: []kit.Button{{Text: "標記為已設定"}}}
	if ended {
		field.Label, f.Buttons[0].Text = "已自防火牆移除的規則", "標記為已移除"
		f.Hidden = append(f.Hidden, kit.Hidden{Name: endedQuery, Value: "yes"})
	}
	for _, r := range rules {
		waits := r.Set.IsZero()
		if ended {
			waits = r.Removed.IsZero() && !r.Set.IsZero()
		}
		if waits && (phase(r, now) == 2) == ended {
			field.Options = append(field.Options, kit.Option{Value: r.Ref(), Label: r.ServiceName + " " + r.Purpose.Label(), Hint: r.CaseNumber})
		}
	}
	if len(field.Options) == 0 {
		return nil
	}
	f.Fields = []kit.Field{field}
	return f
}

// firewallMarks keeps what ops has set or removed; a repeat says the same.
func (s *Server) firewallMarks(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseBoxes(r, onboarding.FieldRules, areaQuery, endedQuery); err != nil {
		return err
	}
	area, ended := casefile.Area(r.PostForm.Get(areaQuery)), r.PostForm.Get(endedQuery) != ""
	if area.Label() == "" {
		return fault.New(fault.Invalid, "沒有這一區。")
	}
	query := url.Values{areaQuery: {string(area)}}
	if ended {
		query.Set(endedQuery, "yes")
	}
	err := s.Portal.MarkRules(r.Context(), v.actor, area, r.PostForm[onboarding.FieldRules], ended)
	if faults := fault.FieldsOf(err); len(faults) > 0 {
		r.URL.RawQuery = query.Encode()
		return s.ledger(w, r, v, http.StatusUnprocessableEntity, faults)
	}
	if err != nil {
		return err
	}
	done := "已標記為設定完成。"
	if ended {
		done = "已標記為移除完成。"
	}
	return s.redirect(w, r, done, firewallLink.Href+"?"+query.Encode())
}

func directionLabel(r firewall.Rule) string {
	if r.Purpose.Direction() == firewall.Outbound {
		return "連出"
	}
	return "連入"
}

func addressTexts(list []netip.Addr) []string {
	out := make([]string, len(list))
	for i, a := range list {
		out[i] = a.String()
	}
	return out
}
