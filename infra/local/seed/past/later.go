package past

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/scan"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// goOn plans the later life of a service whose review was approved (D).
func (p *Past) goOn(paper casefile.Case, r casefile.Review) {
	ask := func(days int, kind casefile.Kind, change func(form.Values)) {
		p.in(days, func(ctx context.Context) error { return p.ask(ctx, paper, kind, change) })
	}
	switch r.Kind {
	case casefile.TestKind, casefile.RetestKind, casefile.ResumeKind:
		switch {
		case p.chance(15): // nothing more comes, and the test runs out
			return
		case p.chance(25):
			ask(60+p.rng.IntN(25), casefile.ExtendKind, func(v form.Values) { v.Set(form.TestStart, p.today().AddDays(30).String()) })
			ask(100+p.rng.IntN(50), casefile.GoLiveKind, p.goLive)
			return
		case p.chance(15):
			ask(10+p.rng.IntN(15), casefile.AmendKind, func(v form.Values) { v.Set(form.HostIPs, p.address()) })
		}
		ask(30+p.rng.IntN(45), casefile.GoLiveKind, p.goLive)
	case casefile.GoLiveKind, casefile.PilotKind:
		ask(8+p.rng.IntN(25), casefile.ReportKind, func(form.Values) {})
	case casefile.ReportKind:
		switch {
		case p.chance(35):
			ask(45+p.rng.IntN(60), casefile.DirectKind, func(v form.Values) { v.Set(form.Hotline, fmt.Sprintf("02-2380-%04d", p.rng.IntN(10000))) })
		case p.chance(12):
			ask(60+p.rng.IntN(60), casefile.DelistKind, func(v form.Values) { v.Set(form.RetireReason, "服務整併至新平臺，原服務停止受理。") })
		case p.chance(6):
			p.in(50+p.rng.IntN(40), func(ctx context.Context) error { return p.suspend(ctx, paper.ServiceID) })
		}
	}
}

func (p *Past) goLive(v form.Values) {
	v.Set(form.GoLiveDate, p.today().AddDays(45+p.rng.IntN(40)).String())
	v.Set(form.PilotIPs, p.address())
}

// ask writes on a service's paper what change makes of it and sends it; where
// that cannot be asked any more, nothing.
func (p *Past) ask(ctx context.Context, paper casefile.Case, kind casefile.Kind, change func(form.Values)) error {
	who, err := p.officer(ctx, paper.OrganisationID)
	if err != nil {
		return err
	}
	desk, err := p.world.Paper(ctx, who, kind, paper.ServiceID, -1)
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	if err != nil {
		return err
	}
	d := desk.Draft
	values := d.Values.Clone()
	change(values)
	if d, err = p.world.SaveDraft(ctx, who, d, form.Parsed{Values: values}, d.Version); err != nil {
		return err
	}
	if err := p.handIn(ctx, who, d); err != nil {
		return err
	}
	number, err := p.world.Ask(ctx, who, kind, paper.ServiceID)
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	if err != nil {
		err = fmt.Errorf("%s %s: %w", paper.Number, kind, err)
	}
	return p.sent(ctx, number, err)
}

// handIn hands in a file wherever a draft asks for one and has none.
func (p *Past) handIn(ctx context.Context, who account.Actor, d onboarding.Draft) error {
	for _, f := range form.On(d.Asks().Paper()) {
		if f.Kind != form.FileField || !d.Values.Asks(f) || d.Values.File(f.Key).ID != "" {
			continue
		}
		u, err := p.world.StartUpload(ctx, who, d.ID, f.Key)
		if err != nil {
			return err
		}
		version, err := p.lay(ctx, u.ID, p.paper)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(p.paper)
		found := upload.Found{Object: version, Name: f.Label + ".odt", Size: int64(len(p.paper)), Hash: hex.EncodeToString(sum[:])}
		found.Type, found.Reason = scan.Inspect(p.paper)
		if _, err := p.world.UploadScanned(ctx, u.ID, found); err != nil {
			return err
		}
	}
	return nil
}

// suspend has two persons of the ministry suspend a service and lift that two
// weeks later (F11), where it is in service.
func (p *Past) suspend(ctx context.Context, serviceID string) error {
	staff, err := p.world.Store.People(ctx, account.ModaID)
	if err != nil || len(staff) < 2 {
		return err
	}
	one, two := account.ActorOf(staff[0], account.LevelTOTP), account.ActorOf(staff[1], account.LevelTOTP)
	halt := func(ctx context.Context, reason string) error {
		err := p.world.AskHalt(ctx, one, serviceID, reason)
		if err == nil {
			p.world.Clock.Advance(20 * time.Minute)
			err = p.world.ConfirmHalt(ctx, two, serviceID)
		}
		if fault.Is(err, fault.Conflict) {
			return nil
		}
		return err
	}
	p.in(14, func(ctx context.Context) error { return halt(ctx, "改善完成，恢復介接。") })
	return halt(ctx, pick(p, p.sample.Suspensions))
}
