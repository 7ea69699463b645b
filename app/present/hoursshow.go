package present

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"etabli/app/domain/calendar"
	"etabli/app/domain/civil"
	"etabli/app/domain/message"
	"etabli/app/service"
)

func (h *Hours) publish() {
	if !h.here() {
		return
	}
	h.head(HoursState{Pages: h.managerPages(HoursScreen)})
	s := Detail{ID: hoursID, Open: true, Loading: !h.read && h.open.notice.IsZero()}
	if h.read {
		h.showHours(&s)
	}
	s.Busy, s.Notice, s.Sheet = h.open.busy, h.open.notice, h.open.sheets.state
	h.show(s)
}

func (h *Hours) showHours(s *Detail) {
	w, c := h.Words, h.seen.calendar
	s.Code, s.Title, s.Sub = c.Site, w.T("hours.title"), w.T("hours.zone", "zone", c.Zone)
	if c.Usual {
		s.Chips = []Chip{{Tone: Watch, Icon: "clock", Text: w.T("hours.usual")}}
	}
	s.Primary = h.hoursAct(hoursWeek)
	for _, id := range []string{hoursHolidays, hoursClose, hoursDay, hoursTargets} {
		s.Actions = append(s.Actions, h.hoursAct(id))
	}
	s.Cards = []DetailCard{h.weekCard(), h.nextCard(), h.holidayCard(), h.closureCard(), h.dayCard(), h.targetCard(), h.templateCard()}
	if said, ok := h.template(h.said); ok {
		s.Cards = append(s.Cards, said)
	}
}

// weekdays are in the order of people: Monday first.
var weekdays = []time.Weekday{1, 2, 3, 4, 5, 6, 0}

func weekKey(day time.Weekday) string { return "week." + strconv.Itoa(int(day)) }

func (e Env) weekday(day time.Weekday) string { return e.Words.T("weekday." + strconv.Itoa(int(day))) }

// spans writes hours as people read them.
func (e Env) spans(hours string) string {
	if hours == "" {
		return e.Words.T("hours.closed")
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(hours, "-", "–")), " · ")
}

func (h *Hours) weekCard() DetailCard {
	card := DetailCard{Title: h.Words.T("hours.week"), Acts: []Action{h.hoursAct(hoursWeek)}}
	for _, day := range weekdays {
		card.Lines = append(card.Lines, DetailLine{Label: h.weekday(day), Value: h.spans(h.seen.calendar.Week[day])})
	}
	return card
}

// nextCard is what comes of all that was said, day by day.
func (h *Hours) nextCard() DetailCard {
	card := DetailCard{Title: h.Words.N("hours.next", len(h.seen.days))}
	for _, d := range h.seen.days {
		line := DetailLine{Label: h.Words.DateShort(d.On.String()), Value: joined(h.spans(d.Hours), h.why(d))}
		if d.Why != calendar.Weekly {
			line.Tone = Watch
		}
		card.Lines = append(card.Lines, line)
	}
	return card
}

// why says what makes a day other than its week.
func (h *Hours) why(d service.ShopDay) string {
	switch d.Why {
	case calendar.Holiday:
		return h.Words.T("holiday." + d.Name)
	case calendar.Closed:
		return cmp.Or(d.Name, h.Words.T("calendar.closed.closure"))
	case calendar.Exceptional:
		return cmp.Or(d.Name, h.Words.T("hours.day"))
	}
	return ""
}

func (h *Hours) holidayCard() DetailCard {
	w, c := h.Words, h.seen.calendar
	open := []string{}
	for _, code := range c.OpenOn {
		open = append(open, w.T("holiday."+code))
	}
	return DetailCard{Title: w.T("hours.holidays"), Acts: []Action{h.hoursAct(hoursHolidays)}, Lines: []DetailLine{
		{Label: w.T("hours.region"), Value: w.T("region." + cmp.Or(c.Region, string(civil.Metropole)))},
		{Label: w.T("hours.open_on"), Value: h.listed(open)},
	}}
}

// byDay are the indexes of a list by day, the first first.
func byDay(n int, day func(int) string) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(day(a), day(b)) })
	return out
}

// stretch writes a stretch of days.
func (e Env) stretch(from, to string) string {
	if from == to {
		return e.Words.DateShort(from)
	}
	return e.Words.T("team.away.span", "from", e.Words.DateShort(from), "to", e.Words.DateShort(to))
}

func (h *Hours) closureCard() DetailCard {
	w := h.Words
	card := DetailCard{Title: w.T("hours.closures"), Acts: []Action{h.hoursAct(hoursClose)}}
	list := h.seen.calendar.Closures
	for _, i := range byDay(len(list), func(i int) string { return list[i].From }) {
		if c := list[i]; c.To >= h.today() {
			card.Lines = append(card.Lines, DetailLine{
				Label: cmp.Or(c.Name, w.T("calendar.closed.closure")), Value: h.stretch(c.From, c.To), Open: hoursClosure + strconv.Itoa(i),
			})
		}
	}
	if len(card.Lines) == 0 {
		card.Text = w.T("hours.closures.none")
	}
	return card
}

func (h *Hours) dayCard() DetailCard {
	w := h.Words
	card := DetailCard{Title: w.T("hours.days"), Acts: []Action{h.hoursAct(hoursDay)}}
	list := h.seen.calendar.Exceptions
	for _, i := range byDay(len(list), func(i int) string { return list[i].On }) {
		if e := list[i]; e.On >= h.today() {
			card.Lines = append(card.Lines, DetailLine{Label: w.DateShort(e.On), Value: joined(h.spans(e.Hours), e.Name), Open: hoursException + strconv.Itoa(i)})
		}
	}
	if len(card.Lines) == 0 {
		card.Text = w.T("hours.days.none")
	}
	return card
}

func (h *Hours) targetCard() DetailCard {
	card := DetailCard{Title: h.Words.T("hours.targets"), Text: h.Words.T("hours.targets.text"), Acts: []Action{h.hoursAct(hoursTargets)}}
	for _, c := range message.Channels() {
		card.Lines = append(card.Lines, DetailLine{Label: h.Words.T("hours.by." + string(c)), Value: h.minutes(h.seen.calendar.Targets.Of(c))})
	}
	return card
}

// minutes writes opening minutes, whole hours as hours.
func (h *Hours) minutes(n int) string {
	if n%60 == 0 {
		return h.Words.T("span.hours", "n", h.Words.Number(n/60))
	}
	return h.Words.T("span.minutes", "n", h.Words.Number(n))
}

func (h *Hours) templateCard() DetailCard {
	card := DetailCard{Title: h.Words.T("hours.templates"), Text: h.Words.T("hours.templates.text")}
	for _, t := range h.seen.templates {
		card.Lines = append(card.Lines, DetailLine{Label: t.Subject[h.Words.Tag()], Value: h.Words.T("hours.template.read"), Open: hoursTemplate + t.Code})
	}
	return card
}

// template is the words of a template, in both languages.
func (h *Hours) template(code string) (DetailCard, bool) {
	i := slices.IndexFunc(h.seen.templates, func(t service.Template) bool { return t.Code == code })
	if i < 0 {
		return DetailCard{}, false
	}
	t := h.seen.templates[i]
	first, second := "fr", "en"
	if h.Words.Tag() == second {
		first, second = second, first
	}
	return DetailCard{Title: t.Subject[first], Text: t.Text[first] + "\n\n" + t.Subject[second] + "\n" + t.Text[second]}, true
}
