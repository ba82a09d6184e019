package casefile

import "mydata.nat.gov.tw/portal/pkg/form"

// papers are the forms of the cases about data sets and counter services, and of
// a service's take-down: what the applicant fills in, and what of the object the case is about stands on it
// besides.
var papers = map[Kind]struct{ filled, about form.Paper }{
	NewData:       {filled: form.ProviderPaper},
	ChangeData:    {filled: form.ProviderPaper},
	RetireData:    {filled: form.RetirePaper, about: form.ProviderPaper},
	NewCounter:    {filled: form.CounterPaper},
	ChangeCounter: {filled: form.CounterPaper},
	RetireCounter: {filled: form.RetirePaper, about: form.CounterPaper},
	DelistKind:    {filled: form.RetirePaper, about: form.RetiredPaper},
}

// Paper is the form that is filled in for a case of the kind: a service's
// application unless the kind has one of its own.
func (k Kind) Paper() form.Paper {
	switch {
	case k.Offering(), k == DelistKind:
		return papers[k].filled
	case k == ExtendKind:
		return form.Extending
	case k == GoLiveKind:
		return form.GoLive
	case k == ReportKind:
		return form.Report
	case k == AmendKind:
		return form.TestChange
	case k.Change():
		return form.PilotChange
	}
	return form.Application
}

// About are the fields of what stands on its paper besides, which is in force.
func (k Kind) About() []form.Field { return form.On(papers[k].about) }

// Fields are those of its paper, and of what it is about, as they are read.
func (k Kind) Fields() []form.Field { return append(form.On(k.Paper()), k.About()...) }
