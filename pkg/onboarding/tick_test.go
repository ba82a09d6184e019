package onboarding_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
)

// timers are all that wait for the clock.
func timers(t *testing.T, w *portaltest.World) []onboarding.Due {
	t.Helper()
	list, err := w.Store.DueBefore(t.Context(), w.Clock.Now().AddDate(20, 0, 0), 100)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// fireAgain puts timers back as if they had never been done, in any order.
func fireAgain(t *testing.T, w *portaltest.World, list []onboarding.Due) {
	t.Helper()
	rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	for _, due := range list {
		tx := onboarding.Tx{Puts: []onboarding.Record{due}, Audit: []audit.Entry{{Object: "test/" + w.IDs.Next(), Seq: 1}}}
		if err := w.Store.Commit(t.Context(), tx); err != nil {
			t.Fatal(err)
		}
	}
}

func TestD2_RepeatedTimersChangeNothing(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	sv := w.Reach(t, service.Testing)
	all := timers(t, w)
	w.Clock.Set(sv.Window.Closes())
	w.Until(t)
	before := serviceNow(t, w, sv.ID)
	if before.StateAt(w.Clock.Now()) != service.TestOver || len(timers(t, w)) != 0 {
		t.Fatalf("%s, %d timers are left", before.StateAt(w.Clock.Now()).Label(), len(timers(t, w)))
	}
	w.Mail.Forget()
	fireAgain(t, w, all)
	w.Until(t)
	if after := serviceNow(t, w, sv.ID); after.Version != before.Version || len(w.Mail.To(w.Officer.Mail)) != 0 || len(timers(t, w)) != 0 {
		t.Errorf("version %d becomes %d, %d mails, %d timers are left", before.Version, after.Version, len(w.Mail.To(w.Officer.Mail)), len(timers(t, w)))
	}
}

func TestD2_AClockThatWasDownForAYearCatchesUp(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	sv := w.Reach(t, service.Testing)
	w.Mail.Forget()
	w.Clock.Set(w.Clock.Now().AddDate(1, 0, 0))
	if state := serviceNow(t, w, sv.ID).StateAt(w.Clock.Now()); state != service.TestOver {
		t.Errorf("before the clock runs it is %s", state.Label())
	}
	w.Until(t)
	mails := w.Mail.To(w.Officer.Mail)
	if len(mails) != 1 || !strings.Contains(mails[0].Subject, "測試期限已到期") {
		t.Errorf("%d mails, want the end alone: reminders of what is over are none", len(mails))
	}
	if left := timers(t, w); len(left) != 0 {
		t.Errorf("%d timers are left", len(left))
	}
}

func TestD7_ALateClockMakesTheServiceLiveOnce(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	sv := w.Reach(t, service.Waiting)
	all := timers(t, w)
	w.Clock.Set(sv.GoLive.Start().Add(9 * 24 * time.Hour))
	w.Mail.Forget()
	w.Until(t)
	fireAgain(t, w, all)
	w.Until(t)
	if now := serviceNow(t, w, sv.ID); now.Step != service.Live {
		t.Errorf("it is %s", now.Step)
	}
	live := 0
	for _, m := range w.Mail.To(w.Officer.Mail) {
		if strings.Contains(m.Subject, "服務上線通知") {
			live++
		}
	}
	if live != 1 {
		t.Errorf("%d mails", live)
	}
}

// A minute in which nothing is due takes one request, however much waits.
func TestTheClockReadsOnlyWhatIsDue(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	for range 3 {
		w.Reach(t, service.Testing)
	}
	ctx, m := meter.With(t.Context())
	if done, err := w.Tick(ctx); err != nil || done != 0 {
		t.Fatalf("%d, %v", done, err)
	}
	if used := m.Total(); used.Requests != 1 || used.Read > 1 {
		t.Errorf("it takes %+v", used)
	}
}
