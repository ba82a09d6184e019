package onboarding

import (
	"slices"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// certificateReminders are the days before the last of a certificate on which
// the applicant is told (F6).
var certificateReminders = []struct {
	kind DueKind
	days int
}{{CertificateIn30, 30}, {CertificateIn14, 14}, {CertificateIn7, 7}, {CertificateIn1, 1}}

// certificateDues are the reminders of certificates that a service has and had
// not before, as far as they lie ahead. Several that end on one day share them.
func certificateDues(before, now service.Service, at time.Time) []Due {
	var list []Due
	for _, cert := range now.Certificates {
		if slices.Contains(before.Certificates, cert) {
			continue
		}
		for _, r := range certificateReminders {
			due := Due{At: cert.Expires.AddDays(-r.days).Start().Add(morning), Kind: r.kind, ID: now.ID, Epoch: dayNumber(cert.Expires)}
			if due.At.After(at) && !slices.Contains(list, due) {
				list = append(list, due)
			}
		}
	}
	return list
}

// certificateNotice tells of the certificates that end on the day of a reminder;
// nil where there are none any more, or that day is over.
func (s *Service) certificateNotice(about notice.Case, l life, due Due) notice.Notice {
	n := notice.CertificateExpiring{Case: about}
	var titles []string
	for _, cert := range l.Certificates {
		if dayNumber(cert.Expires) == due.Epoch {
			n.Expires, n.Case.Area = cert.Expires, cert.Area
			titles = append(titles, cert.Area.Label()+" "+cert.Title)
		}
	}
	n.Days = calendar.Today(s.Now()).DaysUntil(n.Expires)
	if len(titles) == 0 || n.Days < 0 {
		return nil
	}
	n.Certificate = strings.Join(titles, "、")
	return n
}
