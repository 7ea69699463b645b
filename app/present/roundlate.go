package present

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/visit"
	"etabli/app/service"
	"etabli/app/views"
)

// waiting are the visits whose customers would hear that one runs late.
func (r *Round) waiting() (out []views.Visit) {
	for _, v := range r.list {
		if v.Status.Ahead() {
			out = append(out, v)
		}
	}
	return out
}

// lateMinutes are what is offered.
var lateMinutes = []int{15, 30, 40, 60, 90}

func (e Env) delays() (out []Action) {
	for _, n := range lateMinutes {
		out = append(out, Action{ID: strconv.Itoa(n), Label: e.Words.T("round.late.by", "n", strconv.Itoa(n)), Icon: "clock"})
	}
	return out
}

// LateChosen asks how the customers who come next are told.
func (r *Round) LateChosen(minutes string) {
	n, err := strconv.Atoi(minutes)
	next := r.waiting()
	if err != nil || len(next) == 0 {
		return
	}
	r.sheets.open(r.lateSheet(next, n, r.ports.Delays, func(said string) {
		r.words = said
	}))
}

// lateSheet tells whoever comes next; said gets the words.
func (e Env) lateSheet(next []views.Visit, minutes int, to Delays, said func(string)) plan {
	w := e.Words
	var names []string
	for _, v := range next {
		names = append(names, v.CustomerName)
	}
	return plan{
		sheet: Sheet{
			Title: w.T("round.late.by", "n", strconv.Itoa(minutes)), Intro: w.T("round.late.intro", "names", strings.Join(names, ", ")), Submit: w.T("round.late.tell"),
			Fields: []SheetField{
				e.lateField(), {Key: "words", Label: w.T("visit.words"), Kind: LongInput, Value: w.T("round.late.words", "n", strconv.Itoa(minutes))},
			},
		},
		prepare: func(v values) (job, error) {
			in := &service.LateInput{ID: next[0].ID, Minutes: minutes, Told: v["told"], Words: v["words"]}
			return func(ctx context.Context, call service.Call) error {
				_, err := to.RunLate(ctx, call, in)
				if err == nil {
					said(in.Words)
				}
				return err
			}, visit.CheckTold(in.Told, visit.WordsBox{Words: in.Words})
		},
	}
}

// toldField asks by which way a customer hears of something.
func (e Env) toldField() SheetField {
	var ways []Choice
	for _, way := range []string{"sms", "phone", "email", "letter"} {
		ways = append(ways, Choice{way, e.Words.T("visit.told." + way)})
	}
	return SheetField{Key: "told", Label: e.Words.T("visit.told"), Kind: ChoiceInput, Value: "sms", Choices: ways}
}

// lateField asks who tells whoever waits: HQ, which needs a network here, or oneself.
func (e Env) lateField() SheetField {
	field := e.toldField()
	field.Choices = append([]Choice{{"sms", e.Words.T("round.late.hq.sms")}, {"email", e.Words.T("round.late.hq.email")}, {visit.BySelf, e.Words.T("round.late.self")}},
		Choice{"phone", e.Words.T("visit.told.phone")})
	if e.Desk.Alone {
		field.Value = visit.BySelf
	}
	return field
}

// wasTold lists who waits, until somebody has told them: HQ by itself, or whoever
// writes or calls from this device.
func (r *Round) wasTold() {
	r.notice = Notice{}
	r.pulse.kick()
	r.askTold(r.waiting())
}

// askTold asks how far they are told, of those who are still to be.
func (r *Round) askTold(next []views.Visit) {
	words := r.words
	ask(&r.stay, &r.telling, func(ctx context.Context) ([]TellRow, error) {
		var rows []TellRow
		for _, v := range next {
			row := TellRow{ID: v.ID, Name: v.CustomerName, Phone: v.Place.Phone, Text: words}
			if atMS, err := r.ports.Delays.ToldLate(ctx, v.ID); err == nil && atMS != 0 {
				row.Sent = r.Words.T("round.tell.sent", "at", r.Words.Clock(atMS, r.Zone))
			}
			if c, err := r.ports.Delays.Customer(ctx, v.Customer); err == nil && row.Phone == "" {
				row.Phone = c.Phone
			}
			row.CanReach = row.Phone != "" && row.Sent == ""
			rows = append(rows, row)
		}
		return rows, nil
	}, func(rows []TellRow, _ error) {
		r.tell = rows
		r.publish()
	})
}

// leftToTell are the visits of those who are listed still.
func (r *Round) leftToTell() (out []views.Visit) {
	for _, v := range r.list {
		if slices.ContainsFunc(r.tell, func(row TellRow) bool { return row.ID == v.ID }) {
			out = append(out, v)
		}
	}
	return out
}

// WritePressed opens a message to somebody with the words.
func (r *Round) WritePressed(id ID) { r.reach(id, smsLink) }

// CallPressed calls somebody.
func (r *Round) CallPressed(id ID) {
	r.reach(id, func(row TellRow) string { return telLink(row.Phone) })
}

func smsLink(row TellRow) string { return messageLink(row.Phone, row.Text) }

func (r *Round) reach(id ID, link func(TellRow) string) {
	for _, row := range r.tell {
		if row.ID == id && row.CanReach {
			if err := r.ports.Links.OpenLink(link(row)); err != nil {
				r.notice = r.Failure(err)
				r.publish()
			}
		}
	}
}

// ToldPressed says that somebody has heard.
func (r *Round) ToldPressed(id ID) {
	r.tell = slices.DeleteFunc(slices.Clone(r.tell), func(row TellRow) bool { return row.ID == id })
	r.publish()
}
