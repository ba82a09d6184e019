package onboarding

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// Keys of the controls that ask for a maintenance window (D11).
const (
	FieldRepeat      = "repeat"
	FieldStartDay    = "start-day"
	FieldStartTime   = "start-time"
	FieldEndDay      = "end-day"
	FieldEndTime     = "end-time"
	FieldWeekday     = "weekday"
	FieldWeeklyFrom  = "weekly-from"
	FieldWeeklyTo    = "weekly-to"
	FieldMonthday    = "monthday"
	FieldMonthlyFrom = "monthly-from"
	FieldMonthlyTo   = "monthly-to"
)

// MaintenanceFields lists them in the order of the page.
func MaintenanceFields() []string {
	return []string{FieldRepeat, FieldStartDay, FieldStartTime, FieldEndDay, FieldEndTime, FieldWeekday, FieldWeeklyFrom, FieldWeeklyTo,
		FieldMonthday, FieldMonthlyFrom, FieldMonthlyTo}
}

const (
	mostWindows   = 20
	longestWindow = 31 * 24 * time.Hour
)

// AddMaintenance stores a further maintenance window of a service, without a
// review. get returns what was typed under each of MaintenanceFields. One that
// cannot be, lies in the past or overlaps another is Invalid with a word at its
// control; a repeat of the same window is no error.
func (s *Service) AddMaintenance(ctx context.Context, a account.Actor, serviceID string, get func(string) string) error {
	const op = "onboarding.AddMaintenance"
	w, faults := readWindow(get)
	if len(faults) > 0 {
		return fault.Wrap(op, fault.InvalidFields(faults))
	}
	return fault.Wrap(op, s.upkeep(ctx, a, serviceID, "service.maintenance-add", func(sv *service.Service) error {
		for _, have := range sv.Upkeep {
			if have.String() == w.String() {
				return errNothing
			}
		}
		if problem := s.windowProblem(*sv, w); problem != "" {
			at := map[service.Repeat]string{service.Once: FieldStartDay, service.Weekly: FieldWeeklyFrom, service.Monthly: FieldMonthlyFrom}[w.Repeat]
			return fault.InvalidFields([]fault.Field{{Key: at, Control: at, Message: problem}})
		}
		w.ID = s.NewID()
		sv.Upkeep = append(sv.Upkeep, w)
		return nil
	}))
}

// RemoveMaintenance takes a maintenance window back; one that is gone already is
// no error.
func (s *Service) RemoveMaintenance(ctx context.Context, a account.Actor, serviceID, id string) error {
	return fault.Wrap("onboarding.RemoveMaintenance", s.upkeep(ctx, a, serviceID, "service.maintenance-remove", func(sv *service.Service) error {
		for i, have := range sv.Upkeep {
			if have.ID == id {
				sv.Upkeep = append(sv.Upkeep[:i:i], sv.Upkeep[i+1:]...)
				return nil
			}
		}
		return errNothing
	}))
}

// errNothing ends a change that turns out to be none.
var errNothing = fault.New(fault.Conflict, "")

// upkeep changes the maintenance windows of a service and sets the clock for the
// next one. Windows that are over are forgotten by the way.
func (s *Service) upkeep(ctx context.Context, a account.Actor, serviceID, act string, edit func(*service.Service) error) error {
	return s.commit(ctx, func() (*change, error) {
		sv, _, err := s.Store.Service(ctx, serviceID)
		if err != nil {
			return nil, err
		}
		if err := account.May(a, account.Apply, serviceObject(sv)); err != nil {
			return nil, err
		}
		next := sv
		next.Upkeep = nil
		for _, w := range sv.Upkeep {
			if _, ahead := w.Next(s.Now()); ahead {
				next.Upkeep = append(next.Upkeep, w)
			}
		}
		if err := edit(&next); err == errNothing {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
		c := s.begin(a)
		next.UpkeepEpoch++
		next.Version++
		c.putService(act, sv, next)
		c.nextMaintenance(next, c.now)
		return c, nil
	})
}

// nextMaintenance sets the clock for the first maintenance that begins after t.
func (c *change) nextMaintenance(sv service.Service, t time.Time) {
	if span, ok := sv.NextMaintenance(t); ok {
		c.Puts = append(c.Puts, Due{At: span.Start, Kind: MaintenanceBegins, ID: sv.ID, Epoch: sv.UpkeepEpoch})
	}
}

// windowProblem says why a window cannot be added to those of a service; empty
// where it can.
func (s *Service) windowProblem(sv service.Service, w service.Upkeep) string {
	now := s.Now()
	switch once := w.Repeat == service.Once; {
	case len(sv.Upkeep) >= mostWindows:
		return fmt.Sprintf("一項服務最多設定 %d 個維護時間。", mostWindows)
	case once && !w.Span.End.After(w.Span.Start):
		return "維護結束時間必須晚於開始時間。"
	case once && w.Span.Start.Before(now):
		return "維護開始時間已經過了，請輸入現在之後的時間。"
	case once && w.Span.End.Sub(w.Span.Start) > longestWindow:
		return "一次維護最長 31 天，請縮短時間。"
	}
	for _, other := range sv.Upkeep {
		if w.Meets(other, now) {
			return "與已設定的維護時間「" + other.String() + "」重疊，請改用其他時間。"
		}
	}
	return ""
}

// readWindow reads what was typed; what belongs to another repeat is not looked at.
func readWindow(get func(string) string) (service.Upkeep, []fault.Field) {
	r := windowReader{get: get}
	w := service.Upkeep{Repeat: service.Repeat(get(FieldRepeat))}
	switch w.Repeat {
	case service.Once:
		w.Span = service.Span{Start: r.moment(FieldStartDay, FieldStartTime, "起時"), End: r.moment(FieldEndDay, FieldEndTime, "迄時")}
	case service.Weekly:
		w.Day = r.number(FieldWeekday, 0, 6, "請選擇每星期的哪一天。")
		w.From, w.To = r.minute(FieldWeeklyFrom, "起時"), r.minute(FieldWeeklyTo, "迄時")
	case service.Monthly:
		w.Day = r.number(FieldMonthday, 1, 31, "請選擇每月的哪一日。")
		w.From, w.To = r.minute(FieldMonthlyFrom, "起時"), r.minute(FieldMonthlyTo, "迄時")
	default:
		r.fault(FieldRepeat, "請選擇維護設定：不重複、每週或每月。")
	}
	return w, r.faults
}

type windowReader struct {
	get    func(string) string
	faults []fault.Field
}

func (r *windowReader) fault(key, message string) {
	r.faults = append(r.faults, fault.Field{Key: key, Control: key, Message: message})
}

func (r *windowReader) minute(key, label string) service.Minute {
	m, ok := service.ParseMinute(trimmed(r.get(key)))
	if !ok {
		r.fault(key, "請輸入"+label+"，格式為 22:30。")
	}
	return m
}

func (r *windowReader) moment(day, clock, label string) time.Time {
	d, err := calendar.ParseDate(trimmed(r.get(day)))
	if err != nil {
		r.fault(day, "請輸入"+label+"的日期，格式為 2024-04-01。")
	}
	return d.Start().Add(time.Duration(r.minute(clock, label)) * time.Minute)
}

func (r *windowReader) number(key string, from, to int, message string) int {
	n, err := strconv.Atoi(r.get(key))
	if err != nil || n < from || n > to {
		r.fault(key, message)
	}
	return n
}
