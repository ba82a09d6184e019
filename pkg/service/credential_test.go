package service_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/service"
)

func TestD13_OldAndNewAreValidForATime(t *testing.T) {
	t.Parallel()
	first, day := noon, 24*time.Hour
	c, err := service.Credential{}.Renew(service.Secret{Hash: "1", Taken: first})
	if err != nil || c.Previous.ValidAt(first) || !c.Current.ValidAt(first) || c.Current.ValidAt(first.Add(-1)) {
		t.Fatalf("the first: %+v, %v", c, err)
	}
	second := first.Add(100 * day)
	if c, err = c.Renew(service.Secret{Hash: "2", Taken: second}); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name     string
		at       time.Time
		old, new bool
	}{
		{"when it is renewed", second, true, true},
		{"in the last moment of the overlap", second.Add(14*day - 1), true, true},
		{"after the overlap the old one has ended by itself", second.Add(14 * day), false, true},
		{"years later", second.Add(3000 * day), false, true},
	} {
		if c.Previous.ValidAt(row.at) != row.old || c.Current.ValidAt(row.at) != row.new {
			t.Errorf("%s: old %v, new %v", row.name, c.Previous.ValidAt(row.at), c.Current.ValidAt(row.at))
		}
	}
	if _, err := c.Renew(service.Secret{Hash: "3", Taken: second.Add(day)}); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("a third while two are valid: %v", err)
	}
	ended, changed := c.EndPrevious(second.Add(day))
	if !changed || ended.Previous.ValidAt(second.Add(day)) || !ended.Current.ValidAt(second.Add(day)) {
		t.Errorf("the old one ended by hand: %+v", ended)
	}
	if _, changed := ended.EndPrevious(second.Add(2 * day)); changed {
		t.Error("it ends twice")
	}
	if _, err := ended.Renew(service.Secret{Hash: "3", Taken: second.Add(day)}); err != nil {
		t.Errorf("a third once the first is over: %v", err)
	}
}

func TestD13_ATakeDownEndsBoth(t *testing.T) {
	t.Parallel()
	c, _ := service.Credential{Version: 1}.Renew(service.Secret{Hash: "1", Taken: noon})
	c, _ = c.Renew(service.Secret{Hash: "2", Taken: noon.Add(time.Hour)})
	gone := noon.Add(2 * time.Hour)
	next, changed := c.End(gone)
	if !changed || next.Current.ValidAt(gone) || next.Previous.ValidAt(gone) || next.Version != c.Version+1 {
		t.Errorf("%v %+v", changed, next)
	}
	if _, changed := next.End(gone.Add(1)); changed {
		t.Error("it ends twice")
	}
}
