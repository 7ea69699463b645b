package sample

import (
	"context"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/follow"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// Follow implements present.KioskDesk.
func (s *Shop) Follow(_ context.Context, code string) (present.KioskFinding, error) {
	for _, r := range s.Repairs {
		if r.Number == code {
			shop := follow.Shop{Name: s.Device.Site, Zone: Zone, Online: true}
			found := follow.Of(r, shop)
			if r.Status != repair.Returned {
				found.Moves = append(found.Moves, follow.Move{To: repair.Diag, AtMS: before(9 * day)}, follow.Move{To: r.Status, AtMS: r.TouchedMS})
			}
			return present.KioskFinding{ID: r.ID, Repair: found}, s.broken()
		}
	}
	return present.KioskFinding{}, fault.New(fault.NotFound, "code", "what", "repair")
}

// Announce implements present.KioskDesk.
func (s *Shop) Announce(context.Context, service.Call, *service.AnnounceInput) (service.Result, error) {
	number := repair.FormatNumber("LIL", "3", 432, [2]byte{7, 19})
	return service.Result{Data: service.Announced{ID: ID(98), Number: number, Ticket: repair.Ticket(number)}}, s.broken()
}

// CallStaff implements present.KioskDesk.
func (s *Shop) CallStaff(context.Context, service.Call, *service.CallInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// AnswerSurvey implements present.KioskDesk.
func (s *Shop) AnswerSurvey(context.Context, service.Call, *service.SurveyInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// Calls implements present.Callers.
func (s *Shop) Calls(context.Context) ([]views.Call, error) { return s.Callers, s.broken() }

// AnswerCall implements present.Callers.
func (s *Shop) AnswerCall(context.Context, service.Call, *service.AnswerCallInput) (service.Result, error) {
	s.Callers = nil
	return service.Result{}, s.broken()
}

// Pin is the code of the first member of staff.
const Pin = "4071"

// CheckPin implements present.Pins.
func (s *Shop) CheckPin(_ context.Context, _ present.ID, pin string) (present.ID, error) {
	if pin != Pin || len(s.People) == 0 {
		return present.ID{}, fault.New("pin_wrong", "pin")
	}
	return s.People[0].ID, nil
}

// SetPIN implements present.Shop.
func (s *Shop) SetPIN(context.Context, service.Call, *service.SetPINInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// Number is the number of the n-th repair of a shop.
func (s *Shop) Number(n int) string { return s.Repairs[n].Number }

// Ticks is a clock that tests move on by hand.
type Ticks struct {
	At    time.Time
	alarm []*alarm
}

type alarm struct {
	at time.Time
	fn func()
}

// Now implements present.Clock.
func (t *Ticks) Now() time.Time { return t.At }

// After implements present.Clock.
func (t *Ticks) After(d time.Duration, fn func()) (stop func()) {
	a := &alarm{t.At.Add(d), fn}
	t.alarm = append(t.alarm, a)
	return func() { a.fn = nil }
}

// Pass lets time go by.
func (t *Ticks) Pass(d time.Duration) {
	t.At = t.At.Add(d)
	due := t.alarm
	t.alarm = nil
	for _, a := range due {
		switch {
		case a.fn == nil:
		case a.at.After(t.At):
			t.alarm = append(t.alarm, a)
		default:
			a.fn()
		}
	}
}
