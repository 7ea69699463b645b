package present

import (
	"context"
	"strings"

	"etabli/app/domain/repair"
	"etabli/app/service"
)

// The sheets of a file: each says what it asks and which command it runs.

func (r *Repair) noteSheet() plan {
	w, id := r.Words, r.id
	return plan{
		sheet: Sheet{Title: w.T("act.note"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "text", Label: w.T("note.text"), Kind: LongInput},
			{Key: "for", Label: w.T("note.for"), Kind: ChoiceInput, Value: "us", Choices: []Choice{
				{"us", w.T("note.for.us")}, {"customer", w.T("note.for.customer")},
			}},
		}},
		prepare: func(v values) (job, error) {
			in := &service.NoteInput{ID: id, Text: strings.TrimSpace(v["text"]), ForCustomer: v["for"] == "customer"}
			return func(ctx context.Context, call service.Call) error {
				_, err := r.ports.Acts.Note(ctx, call, in)
				return err
			}, required("text", in.Text)
		},
	}
}

// verdicts are what a fault can come from, in the order of the bench.
var verdicts = []struct{ code, key string }{
	{"manufacture", "cause.manufacture"}, {"wear", "cause.wear"}, {"user", "cause.user"},
	{"accident", "cause.accident"}, {"liquid", "cause.liquid"}, {"software", "cause.software"}, {"nff", "cause.nff"},
}

func (r *Repair) diagnoseSheet() plan {
	w, id := r.Words, r.id
	causes := []Choice{{"", w.T("cause.open")}}
	for _, v := range verdicts {
		causes = append(causes, Choice{v.code, w.T(v.key)})
	}
	return plan{
		sheet: Sheet{Title: w.T("act.diagnose"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "finding", Label: w.T("diagnose.finding"), Kind: LongInput, Value: r.file.repair.Finding},
			{Key: "verdict", Label: w.T("diagnose.cause"), Kind: ChoiceInput, Choices: causes},
		}},
		prepare: func(v values) (job, error) {
			in := &service.DiagnoseInput{ID: id, Finding: strings.TrimSpace(v["finding"]), Verdict: v["verdict"]}
			return func(ctx context.Context, call service.Call) error {
				_, err := r.ports.Acts.Diagnose(ctx, call, in)
				return err
			}, required("finding", in.Finding)
		},
	}
}

func (r *Repair) readySheet() plan {
	w, id := r.Words, r.id
	var ends []Choice
	for _, o := range []repair.Outcome{repair.Repaired, repair.NoFault, repair.BeyondRepair, repair.Refused, repair.Exchanged} {
		ends = append(ends, Choice{string(o), w.T("outcome." + string(o))})
	}
	usual := string(repair.Repaired)
	if q := r.file.repair.Quote; q != nil && q.Answer == "refused" {
		usual = string(repair.Refused)
	}
	return plan{
		sheet: Sheet{Title: w.T("move.ready"), Intro: w.T("ready.intro"), Submit: w.T("move.ready"), Fields: []SheetField{
			{Key: "outcome", Label: w.T("ready.outcome"), Kind: ChoiceInput, Value: usual, Choices: ends},
		}},
		prepare: func(v values) (job, error) {
			return r.moving(&service.MoveInput{ID: id, To: repair.Ready, Outcome: repair.Outcome(v["outcome"])}), nil
		},
	}
}

func (r *Repair) waitSheet(to repair.Status) plan {
	w, id := r.Words, r.id
	return plan{
		sheet: Sheet{Title: w.T(moves[to].label), Intro: w.T("wait.intro"), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "until_on", Label: w.T("wait.until"), Kind: DateInput, Hint: w.T("typed.date")},
		}},
		prepare: func(v values) (job, error) {
			until, err := r.parseDate("until_on", v["until_on"])
			return r.moving(&service.MoveInput{ID: id, To: to, UntilOn: until}), err
		},
	}
}

func (r *Repair) moving(in *service.MoveInput) job {
	return func(ctx context.Context, call service.Call) error {
		_, err := r.ports.Acts.Move(ctx, call, in)
		return err
	}
}

// channels are how a customer answers.
var channels = []struct{ code, key string }{
	{"counter", "channel.counter"}, {"phone", "channel.phone"}, {"home", "channel.home"},
}
