package present

import (
	"cmp"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"etabli/app/domain/stock"
	"etabli/app/views"
)

// timeline writes what happened, the latest first.
func (e Env) timeline(items []views.TimelineItem) []TimelineRow {
	out := make([]TimelineRow, 0, len(items))
	for i := len(items) - 1; i >= 0; i-- {
		out = append(out, e.timelineRow(items[i]))
	}
	return out
}

func (e Env) timelineRow(item views.TimelineItem) TimelineRow {
	row := TimelineRow{
		When: e.shortWhen(cmp.Or(item.OnMS, item.AtMS)), Title: e.sentence(item.What, item.Args), Text: e.dated(item.Text), By: e.byWhom(item),
	}
	if item.Position == 0 && !e.Desk.Alone {
		row.Chips = append(row.Chips, Chip{Icon: "circle-dashed", Text: e.Words.T("timeline.waiting")})
	}
	if !item.Applied {
		row.Chips = append(row.Chips, Chip{Tone: Watch, Icon: "triangle-alert", Text: e.Words.T("timeline.not_applied")})
	}
	if item.Public {
		row.Chips = append(row.Chips, Chip{Tone: Work, Icon: "eye", Text: e.Words.T("timeline.public")})
	}
	return row
}

// columnRunes is how much fits into the column of times.
const columnRunes = 7

// shortWhen writes a moment for the column of times: "14:31", "hier", "20/11",
// "11/2025". The line below says it in full.
func (e Env) shortWhen(ms int64) string {
	text := e.when(ms)
	if utf8.RuneCountInString(text) <= columnRunes {
		return text
	}
	at, now := time.UnixMilli(ms).In(e.Zone), e.Clock.Now().In(e.Zone)
	if at.Year() == now.Year() {
		return at.Format("02/01")
	}
	return at.Format("01/2006")
}

// byWhom says who did it, and when exactly if it was not today.
func (e Env) byWhom(item views.TimelineItem) string {
	var parts []string
	if item.AuthorName != "" {
		parts = append(parts, item.AuthorName)
	}
	switch {
	case item.OnMS != 0:
		parts = append(parts, e.Words.T("timeline.noted_later", "on", e.Words.DateTime(item.OnMS, e.Zone), "at", e.Words.DateTime(item.AtMS, e.Zone)))
	case time.UnixMilli(item.AtMS).In(e.Zone).Format(isoDate) != e.today():
		parts = append(parts, e.Words.DateTime(item.AtMS, e.Zone))
	}
	return strings.Join(parts, " · ")
}

// sentence looks a key up with its values; codes among the values are written
// in words.
func (e Env) sentence(key string, args map[string]string) string {
	names := make([]string, 0, len(args))
	for name := range args {
		names = append(names, name)
	}
	sort.Strings(names)
	pairs := make([]string, 0, 2*len(names))
	for _, name := range names {
		pairs = append(pairs, name, e.argument(name, args[name]))
	}
	return e.Words.T("timeline."+strings.TrimPrefix(key, "timeline."), pairs...)
}

// argumentWords says where the words for the codes of an argument begin.
var argumentWords = map[string]string{
	"to": "status.", "from": "status.", "status": "status.", "outcome": "outcome.",
	"reason": "stocking.reason.", "state": "stocking.state.", "why": "promise.why.",
}

// argument writes a value of a sentence: a status, an outcome, a date or a
// field by its word, anything else as it is.
func (e Env) argument(name, value string) string {
	if under, ok := argumentWords[name]; ok && e.Words.Has(under+value) {
		return e.Words.T(under + value)
	}
	switch {
	case name == "to" && stock.CheckPlace("", stock.Place(value)) == nil:
		return stock.Place(value).Site() + " · " + e.spot(stock.Place(value))
	case name == "fields":
		names := strings.Split(value, ",")
		for i := range names {
			names[i] = e.fieldName(names[i])
		}
		return strings.Join(names, ", ")
	}
	return e.dated(value)
}

// dated writes a date as people read it, and leaves any other text alone.
func (e Env) dated(value string) string {
	if _, isDate := dayDistance(value, value); isDate {
		return e.Words.Date(value)
	}
	return value
}

// fieldNames are the words for the fields of a file.
var fieldNames = map[string]string{
	"promised_on": "field.promised_on", "product": "field.product", "serial": "field.serial",
	"brand": "field.brand", "model": "field.model", "accessories": "field.accessories",
	"condition": "field.condition", "bought_on": "field.bought_on",
	"ceiling_cents": "field.ceiling_cents", "diagnosis_cents": "field.diagnosis_cents", "fault": "field.fault", "status": "field.status",
	"finding": "field.finding", "quote": "field.quote", "contact": "field.contact", "number": "field.number",
	"verdict": "field.verdict", "outcome": "field.outcome",
}

func (e Env) fieldName(field string) string {
	if key, ok := fieldNames[field]; ok {
		return e.Words.T(key)
	}
	return field
}
