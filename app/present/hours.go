package present

import (
	"context"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Calendaring is what the page of hours reads and does.
type Calendaring interface {
	Changes
	Calls
	Calendar(ctx context.Context, site string) (views.Calendar, error)
	Days(ctx context.Context, in *service.DaysAsked) ([]service.ShopDay, error)
	Templates(ctx context.Context) ([]service.Template, error)
	SaveCalendar(ctx context.Context, call service.Call, in *service.CalendarInput) (service.Result, error)
	SaveTargets(ctx context.Context, call service.Call, in *service.TargetsInput) (service.Result, error)
}

// HoursState is what the page of hours shows over its cards.
type HoursState struct {
	Pages ManagerPages
}

// Hours presents when the shop is open, how soon it answers, and what it says
// often.
type Hours struct {
	stay
	sheeted
	port Calendaring
	head func(HoursState)
	show func(Detail)

	seen shopHours
	read bool
	said string // the template whose words are read
}

// shopHours is one reading of the page.
type shopHours struct {
	calendar  views.Calendar
	days      []service.ShopDay
	templates []service.Template
}

// hoursID names the one thing that the page shows.
var hoursID = ID{1}

// NewHours makes the presenter of the page of hours.
func NewHours(env Env, port Calendaring, head func(HoursState), show func(Detail)) *Hours {
	h := &Hours{stay: stay{Env: env}, port: port, head: head, show: show}
	h.open = newPane(&h.stay, port, h.publish, h.load, h.again)
	h.open.id = hoursID
	return h
}

// Enter reads, and follows changes.
func (h *Hours) Enter(ctx context.Context) {
	h.enter(ctx)
	h.watch(h.port, func(touched []journal.Entity) {
		if slices.ContainsFunc(touched, func(e journal.Entity) bool { return uint8(e.Type) == kind.Site }) {
			h.again()
		}
	})
	h.until(h.open.pulse.rest)
	h.again()
	h.publish()
}

// Leave ends it.
func (h *Hours) Leave() { h.leave() }

func (h *Hours) again() { h.open.pulse.kick() }

// nextDays is how many days ahead are shown.
const nextDays = 14

func (h *Hours) load() {
	ask(&h.stay, &h.open.lane, func(ctx context.Context) (out shopHours, err error) {
		if out.calendar, err = h.port.Calendar(ctx, ""); err != nil {
			return out, err
		}
		if out.days, err = h.port.Days(ctx, &service.DaysAsked{Days: nextDays}); err != nil {
			return out, err
		}
		out.templates, err = h.port.Templates(ctx)
		return out, err
	}, func(now shopHours, err error) {
		h.open.pulse.done()
		if err != nil {
			h.open.notice = h.retriable(err)
		} else {
			h.seen, h.read = now, true
			if h.open.notice.Retry != "" {
				h.open.notice = Notice{}
			}
		}
		h.publish()
	})
}

// PagePressed goes to another page of whoever runs the shop.
func (h *Hours) PagePressed(id string) { h.Go(Route{Screen: Screen(id)}) }

// RetryPressed reads again after a failure.
func (h *Hours) RetryPressed() {
	h.open.notice = Notice{}
	h.again()
	h.publish()
}

// EmptyPressed does nothing: the page is never empty.
func (h *Hours) EmptyPressed() {}

// PrimaryPressed changes the hours of the week.
func (h *Hours) PrimaryPressed() { h.ActionPressed(hoursWeek) }
