//go:build emulator

package flow_test

import (
	"sync"
	"testing"

	"mydata.nat.gov.tw/portal/test/flow/live"
)

// TestTrust8_EveryBatchOfTheStreamDeliveredTwiceAtOnceTellsOnce cuts the stream
// and delivers its records by hand, each batch to two relays at the same time;
// afterwards the stream itself brings all of them once more.
func TestTrust8_EveryBatchOfTheStreamDeliveredTwiceAtOnceTellsOnce(t *testing.T) {
	p := live.Open(t)
	restore := p.CutStream(t)
	stream := p.Stream(t)
	x := p.File(t, p.Cast(t), live.Later())
	delivered := map[string]int{} // by hand, for each event
	live.Await(t, 4*live.Soon, "the case to be approved by what is delivered by hand", func() (bool, string) {
		batch := stream.Next(t)
		if len(batch.Events) > 0 {
			var both sync.WaitGroup
			for range 2 {
				both.Go(func() { p.Relay(t, batch) })
			}
			both.Wait()
		}
		for _, id := range batch.Events {
			delivered[id] += 2
		}
		approved, stands := x.Step(t)
		return approved && len(batch.Events) == 0, stands
	})

	restore()
	// The stream keeps its order: with a later case it is past all of this one.
	later := p.File(t, x.Cast, live.Later())
	later.AwaitStage(t, live.Soon, 1, 1)
	later.AwaitMails(t, x.Bureau.Mail, 1)

	for id, times := range delivered {
		if lines := p.Logs(t, "relay", id); len(lines) <= times {
			t.Errorf("relay was given event %s %d times, want more than the %d by hand", id, len(lines), times)
		}
	}
	if _, r := x.Dossier(t); r.Attempt != 1 {
		t.Errorf("the review needed %d attempts", r.Attempt)
	}
	if e := p.Execution(t, "full-v1", x.Run(t)); len(e.Entered) != 8 {
		t.Errorf("the machine entered %d states, want 8: %q", len(e.Entered), e.Entered)
	}
	checkMails(t, p, x, map[string][]string{
		x.Officer.Mail: {received, approved},
		x.Bureau.Mail:  {waiting, waiting}, x.Bureau2.Mail: {waiting, waiting},
		p.Ops.Mail: {waiting}, p.Ops2.Mail: {waiting}, p.Moda.Mail: {waiting}, p.Moda2.Mail: {waiting},
	})
}
