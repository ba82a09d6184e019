package service

import "time"

// State is the 線上服務狀態 of spec D.
type State string

// The states.
const (
	Offline     State = "offline"     // 未上線
	InTest      State = "testing"     // 測試中
	TestOver    State = "test-end"    // 測試到期
	InPilot     State = "piloting"    // 試辦中
	Awaiting    State = "waiting"     // 待上線
	Online      State = "live"        // 上線
	Maintenance State = "maintenance" // 維護中 (D11)
	OnHold      State = "suspended"   // 暫停 (F11)
)

var stateLabels = map[State]string{Offline: "未上線", InTest: "測試中", TestOver: "測試到期", InPilot: "試辦中", Awaiting: "待上線",
	Online: "上線", Maintenance: "維護中", OnHold: "暫停"}

// Label is the state's word; empty for an unknown one.
func (s State) Label() string { return stateLabels[s] }

// StateAt computes the state at a moment: a window that has ended is over, a day
// of go-live has come and a maintenance is on although no timer fired (D2, D7,
// D11, trust 10). What a live service has beside it does not show.
func (s Service) StateAt(now time.Time) State {
	state := s.standing(now)
	if _, _, on := s.Maintained(now); on && state.serves() {
		return Maintenance
	}
	return state
}

// serves reports whether there is something to maintain.
func (s State) serves() bool { return s == InTest || s == InPilot || s == Awaiting || s == Online }

func (s Service) standing(now time.Time) State {
	switch {
	case s.Marks.Has(Halted):
		return OnHold
	case s.Live > 0:
		return Online
	}
	switch s.Step {
	case Testing, TestEnded, GoLiveReview:
		switch {
		case s.tested(now):
			return InTest
		case !now.Before(s.Window.Closes()):
			return TestOver
		}
	case Piloting, ReportReview:
		return InPilot
	case Waiting:
		if !now.Before(s.GoLive.Start()) {
			return Online
		}
		return Awaiting
	}
	return Offline
}
