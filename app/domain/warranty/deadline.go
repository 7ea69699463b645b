package warranty

import "etabli/app/domain/civil"

// Clock is how the time to bring into conformity stands.
type Clock string

// The states of that clock.
const (
	NoClock Clock = ""
	Running Clock = "running"
	Met     Clock = "met"
	Passed  Clock = "passed"
)

// Deadline is what the seller owes by when, from the day of the request. It
// never pauses, whatever is being waited for.
type Deadline struct {
	RequestedOn civil.Date
	LastOn      civil.Date // last day to bring into conformity
	OpensOn     civil.Date // from then on the customer may want money instead
	RefundBy    civil.Date // last day of the refund, once the device is back
	Clock       Clock
}

// Deadline is the time that a request gives. Remedied is the day on which the
// customer had a conforming device again, and returned the day on which he gave
// the device back, or proved its dispatch, to have his money; both may be none.
func (t Terms) Deadline(requested, remedied, returned, on civil.Date) Deadline {
	if !requested.Known() {
		return Deadline{}
	}
	d := Deadline{
		RequestedOn: requested,
		LastOn:      t.after(t.Remedy, requested),
		RefundBy:    t.after(t.Refund, returned),
		Clock:       Running,
	}
	d.OpensOn = d.LastOn.AddDays(1)
	switch {
	case remedied.Known() && remedied <= d.LastOn:
		d.Clock = Met
	case remedied.Known(), on > d.LastOn:
		d.Clock = Passed
	}
	return d
}

// DaysLeft is how many days remain on a day, 0 on the last; it is negative when
// the last day has passed.
func (d Deadline) DaysLeft(on civil.Date) int { return on.DaysUntil(d.LastOn) }
