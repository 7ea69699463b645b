package present

import (
	"context"
	"strconv"
	"time"

	"etabli/app/domain/visit"
	"etabli/app/service"
	"etabli/app/views"
)

// Visits are what technicians read of their days.
type Visits interface {
	Changes
	Calls
	Visit(ctx context.Context, id ID) (service.Reported, error)
	VisitDay(ctx context.Context, in *service.DayAsked) ([]views.Visit, error)
	Staff(ctx context.Context) ([]views.Staff, error)
}

// Opening leads out of the program: a call, a message, a route.
type Opening interface {
	// OpenLink opens tel:, sms: and geo: addresses with what this device has for
	// them.
	OpenLink(address string) error
}

// VisitRow is a visit in a list.
type VisitRow struct {
	ID    ID
	Time  string // "09:00 – 10:00"
	Title string // whose home
	What  string
	Where string
	By    string // who goes, where several do
	Chips []Chip
	Next  bool // the one to do now
	Over  bool // nothing is left to do
}

// visitLooks are how statuses are drawn.
var visitLooks = map[visit.Status]statusLook{
	visit.Planned:    {Neutral, "calendar"},
	visit.Confirmed:  {Good, "calendar-clock"},
	visit.EnRoute:    {Work, "navigation"},
	visit.OnSite:     {Work, "wrench"},
	visit.Done:       {Watch, "signature"},
	visit.Partial:    {Watch, "package-open"},
	visit.NoAccess:   {Late, "ban"},
	visit.Absent:     {Late, "house"},
	visit.ToWorkshop: {Watch, "truck"},
	visit.Signed:     {Good, "check"},
	visit.Cancelled:  {Neutral, "x"},
}

// visitChip says where a visit stands; at the customer's with how long already.
func (e Env) visitChip(v views.Visit) Chip {
	look := visitLooks[v.Status]
	text := e.Words.T("visit.status." + string(v.Status))
	if v.Status == visit.Signed && v.Outcome != "" && v.Outcome != string(visit.Done) {
		look, text = visitLooks[visit.Status(v.Outcome)], e.Words.T("visit.status."+v.Outcome)
	}
	if v.Status == visit.OnSite && v.ArrivedMS > 0 {
		text = e.Words.T("visit.since", "status", text, "time", elapsed(e.nowMS()-v.ArrivedMS))
	}
	return Chip{Tone: look.tone, Icon: look.icon, Text: text}
}

// elapsed writes a stretch of time as hours and minutes.
func elapsed(ms int64) string {
	minutes := max(0, ms) / time.Minute.Milliseconds()
	two := func(n int64) string { return string(rune('0'+n/10%10)) + string(rune('0'+n%10)) }
	return strconv.FormatInt(minutes/60, 10) + ":" + two(minutes%60)
}

// visitChips are the status and what is late.
func (e Env) visitChips(v views.Visit) []Chip {
	chips := []Chip{e.visitChip(v)}
	lateMS := int64(v.LateMinutes) * time.Minute.Milliseconds()
	switch {
	case !v.Status.Ahead():
	case e.nowMS() > v.Slot.ToMS+lateMS:
		chips = append(chips, Chip{Tone: Late, Icon: "clock", Text: e.Words.T("visit.overdue")})
	case v.LateMinutes > 0:
		chips = append(chips, Chip{Tone: Watch, Icon: "clock", Text: e.Words.T("visit.told_late", "n", strconv.Itoa(v.LateMinutes))})
	}
	if v.Tentative && !e.Desk.Alone {
		chips = append(chips, Chip{Icon: "circle-dashed", Text: e.Words.T("timeline.waiting")})
	}
	if v.Review > 0 {
		chips = append(chips, Chip{Tone: Late, Icon: "triangle-alert", Text: e.Words.T("nav.review")})
	}
	return chips
}

// slotText writes when somebody comes.
func (e Env) slotText(s visit.Slot) string {
	return e.Words.T("visit.slot", "from", e.Words.Clock(s.FromMS, e.Zone), "to", e.Words.Clock(s.ToMS, e.Zone))
}

// visitRows are the visits of a list; several says that more people go.
func (e Env) visitRows(list []views.Visit, several bool) []VisitRow {
	now := nextVisit(list)
	rows := make([]VisitRow, 0, len(list))
	for i, v := range list {
		row := VisitRow{
			ID: v.ID, Time: e.slotText(v.Slot), Title: v.CustomerName, What: e.visitWhat(v), Where: firstLine(v.Where),
			Chips: e.visitChips(v), Next: i == now, Over: !v.Status.Takes() && v.Status != visit.Done,
		}
		if row.Title == "" {
			row.Title = e.Words.T(nobody(v.Erased))
		}
		if row.Where == "" {
			row.Where = v.Area
		}
		if several {
			row.By = v.StaffName
			if v.Staff.IsZero() {
				row.By = e.Words.T("visit.nobody")
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// visitWhat is what a visit is for, and the device.
func (e Env) visitWhat(v views.Visit) string {
	aim := e.Words.T("visit.for." + string(v.For))
	if v.Product == "" {
		return aim
	}
	return e.Words.T("visit.what", "aim", aim, "product", v.Product)
}

// nextVisit is the visit to do now: the one that is under way, else the first
// that is ahead; -1 when nothing is.
func nextVisit(list []views.Visit) int {
	next := -1
	for i, v := range list {
		switch {
		case v.Status == visit.OnSite || v.Status == visit.EnRoute:
			return i
		case next < 0 && v.Status.Ahead():
			next = i
		}
	}
	return next
}

func firstLine(text string) string {
	for i, r := range text {
		if r == '\n' {
			return text[:i]
		}
	}
	return text
}
