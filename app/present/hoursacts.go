package present

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"etabli/app/domain/calendar"
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/service"
)

// The acts on the calendar of a shop.
const (
	hoursWeek      = "hours.week"
	hoursHolidays  = "hours.holidays"
	hoursClose     = "hours.close"
	hoursDay       = "hours.day"
	hoursTargets   = "hours.targets"
	hoursClosure   = "hours.closure:"   // with its index behind it
	hoursException = "hours.exception:" // with its index behind it
	hoursTemplate  = "hours.template:"  // with its code behind it
)

var hoursIcons = map[string]string{
	hoursWeek: "clock", hoursHolidays: "calendar", hoursClose: "calendar-clock", hoursDay: "calendar-days", hoursTargets: "mail",
}

func (e Env) hoursAct(id string) Action {
	return Action{ID: id, Label: e.Words.T("deed." + id), Icon: hoursIcons[id]}
}

// ActionPressed begins an act.
func (h *Hours) ActionPressed(id string) {
	if !h.read || h.open.busy {
		return
	}
	act, behind, _ := strings.Cut(id, ":")
	at, err := strconv.Atoi(behind)
	switch {
	case act+":" == hoursTemplate:
		if h.said == behind {
			behind = ""
		}
		h.said = behind
		h.publish()
	case act+":" == hoursClosure && err == nil && at < len(h.seen.calendar.Closures):
		h.open.sheets.open(h.closureSheet(at))
	case act+":" == hoursException && err == nil && at < len(h.seen.calendar.Exceptions):
		h.open.sheets.open(h.daySheet(at))
	case id == hoursClose:
		h.open.sheets.open(h.closureSheet(len(h.seen.calendar.Closures)))
	case id == hoursDay:
		h.open.sheets.open(h.daySheet(len(h.seen.calendar.Exceptions)))
	case id == hoursWeek:
		h.open.sheets.open(h.weekSheet())
	case id == hoursHolidays:
		h.open.sheets.open(h.holidaySheet())
	case id == hoursTargets:
		h.open.sheets.open(h.targetSheet())
	}
}

// saving is the whole calendar with one thing changed.
func (h *Hours) saving(change func(in *service.CalendarInput)) job {
	c := h.seen.calendar
	in := &service.CalendarInput{
		Site: c.Site, Region: c.Region, Week: slices.Clone(c.Week[:]), OpenOn: slices.Clone(c.OpenOn),
		Closures: slices.Clone(c.Closures), Exceptions: slices.Clone(c.Exceptions),
	}
	change(in)
	return doing(h.port.SaveCalendar, in)
}

// typedHours reads hours as people write them, "9h-12h30, 14h-19h", as the
// calendar wants them. What it cannot read stays for the calendar to refuse.
func typedHours(typed string) string {
	var out []string
	for _, part := range strings.Fields(strings.NewReplacer(",", " ", "·", " ", ";", " ", " - ", "-", " – ", "-", "–", "-", " h ", "h", " h", "h").Replace(strings.ToLower(typed))) {
		ends := strings.Split(part, "-")
		for i, end := range ends {
			hour, minute, _ := strings.Cut(strings.Replace(end, "h", ":", 1), ":")
			if n, err := strconv.Atoi(hour); err == nil && n < 10 {
				hour = "0" + strconv.Itoa(n)
			}
			ends[i] = hour + ":" + cmp.Or(minute, "00")
		}
		out = append(out, strings.Join(ends, "-"))
	}
	return strings.Join(out, " ")
}

// weekSheet changes the hours of the week.
func (h *Hours) weekSheet() plan {
	w := h.Words
	s := Sheet{Title: w.T("hours.week"), Intro: w.T("hours.week.text"), Submit: w.T("sheet.save")}
	for _, day := range weekdays {
		s.Fields = append(s.Fields, SheetField{Key: weekKey(day), Label: h.weekday(day), Kind: TextInput, Value: h.seen.calendar.Week[day], Hint: w.T("hours.closed")})
	}
	return plan{sheet: s, prepare: func(v values) (job, error) {
		return h.saving(func(in *service.CalendarInput) {
			for day := range in.Week {
				in.Week[day] = typedHours(v[weekKey(time.Weekday(day))])
			}
		}), nil
	}}
}

// holidaySheet says which holidays there are, and on which the shop opens.
func (h *Hours) holidaySheet() plan {
	w, c := h.Words, h.seen.calendar
	var regions, codes []string
	for _, r := range civil.Regions() {
		regions = append(regions, string(r))
		for _, day := range civil.Holidays(r, h.Clock.Now().In(h.Zone).Year()) {
			if !slices.Contains(codes, day.Code) {
				codes = append(codes, day.Code)
			}
		}
	}
	return plan{sheet: Sheet{Title: w.T("hours.holidays"), Submit: w.T("sheet.save"), Fields: []SheetField{
		{Key: "region", Label: w.T("hours.region"), Kind: ChoiceInput, Value: cmp.Or(c.Region, regions[0]), Choices: h.choices("region.", regions...)},
		{Key: "open_on", Label: w.T("hours.open_on"), Kind: TickInput, Value: strings.Join(c.OpenOn, "\n"), Choices: h.choices("holiday.", codes...)},
	}}, prepare: func(v values) (job, error) {
		return h.saving(func(in *service.CalendarInput) { in.Region, in.OpenOn = v["region"], valueLines(v["open_on"]) }), nil
	}}
}

// dropped is the field by which one of a list is taken away.
func (h *Hours) dropped(known bool) []SheetField {
	if !known {
		return nil
	}
	return []SheetField{{Key: "drop", Kind: TickInput, Choices: []Choice{{"drop", h.Words.T("hours.drop")}}}}
}

// closureSheet adds a closure, or changes the one with an index.
func (h *Hours) closureSheet(at int) plan {
	w, list := h.Words, h.seen.calendar.Closures
	var c calendar.ClosureFacts
	if at < len(list) {
		c = list[at]
	}
	key := "closures." + strconv.Itoa(at) + "."
	s := Sheet{Title: w.T("deed." + hoursClose), Submit: w.T("sheet.save"), Fields: []SheetField{
		{Key: key + "from", Label: w.T("team.away.from"), Kind: DateInput, Value: typedDate(c.From), Hint: w.T("typed.date")},
		{Key: key + "to", Label: w.T("team.away.to"), Kind: DateInput, Value: typedDate(c.To), Hint: w.T("typed.date")},
		{Key: key + "name", Label: w.T("hours.name"), Kind: TextInput, Value: c.Name, Hint: w.T("hours.name.hint")},
	}}
	s.Fields = append(s.Fields, h.dropped(at < len(list))...)
	return plan{sheet: s, prepare: func(v values) (job, error) {
		if v["drop"] != "" {
			return h.saving(func(in *service.CalendarInput) { in.Closures = slices.Delete(in.Closures, at, at+1) }), nil
		}
		from, err := h.parseDate(key+"from", v[key+"from"])
		if err != nil {
			return nil, err
		}
		to, err := h.parseDate(key+"to", v[key+"to"])
		if err != nil {
			return nil, err
		}
		facts := calendar.ClosureFacts{From: from, To: cmp.Or(to, from), Name: strings.TrimSpace(v[key+"name"])}
		return h.saving(func(in *service.CalendarInput) { in.Closures = replaced(in.Closures, at, facts) }), nil
	}}
}

// daySheet adds a day with hours of its own, or changes the one with an index.
func (h *Hours) daySheet(at int) plan {
	w, list := h.Words, h.seen.calendar.Exceptions
	var e calendar.ExceptionFacts
	if at < len(list) {
		e = list[at]
	}
	key := "exceptions." + strconv.Itoa(at) + "."
	s := Sheet{Title: w.T("deed." + hoursDay), Intro: w.T("hours.week.text"), Submit: w.T("sheet.save"), Fields: []SheetField{
		{Key: key + "on", Label: w.T("hours.on"), Kind: DateInput, Value: typedDate(e.On), Hint: w.T("typed.date")},
		{Key: key + "hours", Label: w.T("hours.hours"), Kind: TextInput, Value: e.Hours, Hint: w.T("hours.closed")},
		{Key: key + "name", Label: w.T("hours.name"), Kind: TextInput, Value: e.Name, Hint: w.T("hours.name.hint")},
	}}
	s.Fields = append(s.Fields, h.dropped(at < len(list))...)
	return plan{sheet: s, prepare: func(v values) (job, error) {
		if v["drop"] != "" {
			return h.saving(func(in *service.CalendarInput) { in.Exceptions = slices.Delete(in.Exceptions, at, at+1) }), nil
		}
		on, err := h.parseDate(key+"on", v[key+"on"])
		if err != nil {
			return nil, err
		}
		facts := calendar.ExceptionFacts{On: on, Hours: typedHours(v[key+"hours"]), Name: strings.TrimSpace(v[key+"name"])}
		return h.saving(func(in *service.CalendarInput) { in.Exceptions = replaced(in.Exceptions, at, facts) }), nil
	}}
}

// replaced is a list with one thing at an index; the index behind the last adds it.
func replaced[T any](list []T, at int, one T) []T {
	return slices.Concat(list[:at], []T{one}, list[min(len(list), at+1):])
}

// targetSheet says how soon the shop means to answer.
func (h *Hours) targetSheet() plan {
	w := h.Words
	s := Sheet{Title: w.T("hours.targets"), Intro: w.T("hours.targets.minutes"), Submit: w.T("sheet.save")}
	for _, c := range message.Channels() {
		s.Fields = append(s.Fields, SheetField{Key: "minutes." + string(c), Label: w.T("hours.by." + string(c)), Kind: TextInput, Value: strconv.Itoa(h.seen.calendar.Targets.Of(c))})
	}
	return plan{sheet: s, prepare: func(v values) (job, error) {
		in := &service.TargetsInput{Site: h.seen.calendar.Site, Minutes: map[message.Channel]int{}}
		for _, c := range message.Channels() {
			key := "minutes." + string(c)
			n, err := strconv.Atoi(strings.TrimSpace(v[key]))
			if err != nil {
				return nil, fault.New(fault.Malformed, key, "expected", "60")
			}
			in.Minutes[c] = n
		}
		return doing(h.port.SaveTargets, in), nil
	}}
}
