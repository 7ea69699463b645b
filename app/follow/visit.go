package follow

import (
	"strconv"
	"time"

	"etabli/app/domain/visit"
	"etabli/app/lang"
	"etabli/app/views"
)

// Visit is what a customer may follow of a visit to their home: when we come, and
// what changed and why. It has no room for an address, a code or a name.
type Visit struct {
	For         visit.Aim
	Status      visit.Status
	Slot        visit.Slot
	Change      Change
	LateMinutes int
	CallOn      string // "2006-01-02": when we call about one that did not take place
}

// Change is a slot that was moved or called off: which one it was, and why.
type Change struct {
	Was    visit.Slot
	Reason string // a code
}

// Visits keeps of visits those that are to come, and of the others the last when it
// did not take place: something has to follow.
func Visits(all []views.Visit) []Visit {
	var out []Visit
	for i, v := range all {
		missed := v.Status == visit.Cancelled || v.Status == visit.Absent || v.Status == visit.NoAccess
		if !v.Status.Takes() && (!missed || i < len(all)-1) {
			continue
		}
		one := Visit{For: v.For, Status: v.Status, Slot: v.Slot, Change: changeOf(v.Told, v.Slot, missed), LateMinutes: v.LateMinutes}
		if missed && v.Follows != nil {
			one.CallOn = v.Follows.CallOn
			if v.Follows.Slot != (visit.Slot{}) {
				one.Slot = v.Follows.Slot
			}
		}
		if missed && one.Slot == v.Slot {
			one.Slot = visit.Slot{} // nobody comes then
		}
		out = append(out, one)
	}
	return out
}

// changeOf is the last change that was told, if it still is one.
func changeOf(told []views.Words, now visit.Slot, over bool) (out Change) {
	for _, w := range told {
		if w.Reason != "" && w.Was.FromMS != 0 {
			out = Change{w.Was, w.Reason}
		}
	}
	if out.Was == now && !over {
		return Change{}
	}
	return out
}

// VisitNews is a visit in words.
type VisitNews struct {
	Title, State, Slot, Was, Why, Late, Call string
}

// ComingOf words a visit for its customer.
func ComingOf(c *lang.Catalogue, v Visit, at *time.Location) VisitNews {
	news := VisitNews{Title: c.T("portal.visit.for." + string(v.For)), State: c.T("portal.visit.state." + string(v.Status))}
	if v.Slot.FromMS != 0 {
		news.Slot = c.T("portal.visit.slot", "slot", span(c, v.Slot, at))
	}
	news.Was, news.Why = v.Change.words(c, at)
	if v.LateMinutes > 0 && v.Status.Ahead() {
		lateMS := int64(v.LateMinutes) * time.Minute.Milliseconds()
		news.Late = c.T("portal.visit.late", "n", strconv.Itoa(v.LateMinutes),
			"from", Solid(c.Clock(v.Slot.FromMS+lateMS, at)), "to", Solid(c.Clock(v.Slot.ToMS+lateMS, at)))
	}
	if v.CallOn != "" {
		news.Call = c.T("portal.visit.call", "day", Solid(c.DateShort(v.CallOn)))
	}
	return news
}

// words say which slot a change took back and why.
func (change Change) words(c *lang.Catalogue, at *time.Location) (was, why string) {
	if change.Was.FromMS == 0 {
		return "", ""
	}
	key := "portal.change." + change.Reason
	if !c.Has(key) {
		key = "portal.change.other"
	}
	return c.T("portal.change.was", "slot", span(c, change.Was, at)), c.T("portal.change.why", "reason", c.T(key))
}

func span(c *lang.Catalogue, s visit.Slot, at *time.Location) string {
	return c.T("portal.slot", "day", Solid(c.Day(s.FromMS, at)), "from", Solid(c.Clock(s.FromMS, at)), "to", Solid(c.Clock(s.ToMS, at)))
}
