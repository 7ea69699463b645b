package present

import (
	"context"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
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

func (r *Repair) quoteSheet() plan {
	w, id := r.Words, r.id
	was := SheetField{Key: "work", Label: w.T("quote.work"), Kind: LongInput}
	total := SheetField{Key: "total_cents", Label: w.T("quote.total"), Kind: MoneyInput, Hint: "0,00 €"}
	if q := r.file.repair.Quote; q != nil {
		was.Value, total.Value = q.Work, r.typedMoney(q.TotalCents)
	}
	return plan{
		sheet: Sheet{Title: w.T("move.quote_sent"), Intro: w.T("quote.intro"), Submit: w.T("quote.send"), Fields: []SheetField{
			was, total,
			{Key: "valid_until", Label: w.T("quote.valid"), Kind: DateInput, Hint: w.T("typed.date")},
			{Key: "ready_on", Label: w.T("quote.ready"), Kind: DateInput, Hint: w.T("typed.date")},
		}},
		prepare: func(v values) (job, error) { return r.quoting(id, v) },
	}
}

func (r *Repair) quoting(id ID, v values) (job, error) {
	in := &service.QuoteInput{ID: id, Work: strings.TrimSpace(v["work"])}
	if err := required("work", in.Work); err != nil {
		return nil, err
	}
	var err error
	if in.TotalCents, err = r.parseMoney("total_cents", v["total_cents"]); err != nil {
		return nil, err
	}
	if v["total_cents"] == "" {
		return nil, fault.New(fault.Missing, "total_cents")
	}
	if in.ValidUntil, err = r.parseDate("valid_until", v["valid_until"]); err != nil {
		return nil, err
	}
	if in.ReadyOn, err = r.parseDate("ready_on", v["ready_on"]); err != nil {
		return nil, err
	}
	return func(ctx context.Context, call service.Call) error {
		_, err := r.ports.Quotes.Quote(ctx, call, in)
		return err
	}, nil
}

// channels are how a customer answers.
var channels = []struct{ code, key string }{
	{"counter", "channel.counter"}, {"phone", "channel.phone"}, {"home", "channel.home"},
}

func (r *Repair) answerSheet(accepted bool) plan {
	w, id := r.Words, r.id
	title, version := w.T("move.quote_ko"), 0
	if accepted {
		title = w.T("move.quote_ok")
	}
	intro := ""
	if q := r.file.repair.Quote; q != nil {
		version = q.Version
		intro = w.T("answer.intro", "version", strconv.Itoa(q.Version), "total", w.Money(q.TotalCents, q.Currency))
	}
	var how []Choice
	for _, c := range channels {
		how = append(how, Choice{c.code, w.T(c.key)})
	}
	return plan{
		sheet: Sheet{Title: title, Intro: intro, Submit: title, Fields: []SheetField{
			{Key: "channel", Label: w.T("answer.channel"), Kind: ChoiceInput, Value: "counter", Choices: how},
		}},
		prepare: func(v values) (job, error) {
			in := &service.AnswerInput{ID: id, Version: version, Accepted: accepted, Channel: v["channel"]}
			return func(ctx context.Context, call service.Call) error {
				_, err := r.ports.Quotes.AnswerQuote(ctx, call, in)
				return err
			}, nil
		},
	}
}
