package service

import (
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Submitted is the service a first application makes, with its candidate.
func Submitted(s Service, r Revision) (Service, Revision) {
	s.Step, s.Candidate, s.Version = TestReview, 1, 1
	r.ServiceID, r.N, r.Version = s.ID, 1, 1
	return s, r
}

// Resubmitted replaces the candidate's answers by the corrected ones (C2).
func (s Service) Resubmitted(r Revision, corrected Revision) (Service, Revision, error) {
	if s.Step != TestReview {
		return s, r, s.refused("resubmitted")
	}
	r.Values, r.Secrets, r.DataSets = corrected.Values, corrected.Secrets, corrected.DataSets
	s.Name, s.Category = r.Values.Get(form.Name), r.Values.Get(form.Category)
	r.Version++
	s.Version++
	return s, r, nil
}

// TestApproved opens the test window: from the day asked for, or from today
// where that day has passed (D2), and gives the service its identifiers.
func (s Service) TestApproved(asked, today calendar.Date, clientID, resourceID string) (Service, error) {
	if s.Step != TestReview {
		return s, s.refused("test approved")
	}
	start := asked
	if start.Before(today) {
		start = today
	}
	s.Step = Testing
	s.Window = Window{Window: calendar.TestWindow(start), Epoch: s.Window.Epoch + 1}
	s.ClientID, s.ResourceID = clientID, resourceID
	s.Version++
	return s, nil
}

// TestRefused takes the candidate back to the step before it: none (C2, C8).
func (s Service) TestRefused() (Service, error) {
	if s.Step != TestReview {
		return s, s.refused("test refused")
	}
	s.Step, s.Candidate, s.CaseID, s.CaseNumber = NoCandidate, 0, "", ""
	s.Version++
	return s, nil
}

// Confirmed gives the service to the organisation that ops has confirmed (A6).
// Key texts stay bound to the one they were sealed for.
func (s Service) Confirmed(organisationID, name, authorityID string) Service {
	if s.SealedFor == "" && s.OrganisationID != organisationID {
		s.SealedFor = s.OrganisationID
	}
	s.OrganisationID, s.OrganisationName, s.AuthorityID = organisationID, name, authorityID
	s.Version++
	return s
}

// WindowEnded notes that the window with that epoch is over. It changes nothing
// where the window was meanwhile replaced (trust 10): changed is false then.
func (s Service) WindowEnded(epoch int) (next Service, changed bool) {
	if s.Step != Testing || s.Window.Epoch != epoch {
		return s, false
	}
	s.Step = TestEnded
	s.Version++
	return s, true
}
