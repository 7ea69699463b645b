package present

import (
	"bytes"
	"cmp"
	"context"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/service"
)

// quoteSheet makes a quote at the customer's of the lines that are noted.
func (v *Visit) quoteSheet() plan {
	w, id := v.Words, v.now.visit.Repair
	circular := SheetField{Key: "circular.state", Label: w.T("visit.circular"), Kind: ChoiceInput, Choices: []Choice{
		{"", w.T("visit.circular.none")}, {string(quote.Offered), w.T("visit.circular.offered")}, {string(quote.Unavailable), w.T("visit.circular.unavailable")},
	}}
	var total int64
	for _, l := range v.sheet.Lines {
		total += l.Cents
	}
	intro := w.T("visit.quote.empty")
	if total > 0 {
		intro = w.T("visit.quote.intro", "sum", w.Money(total, "EUR"))
	}
	lines := v.quoteLines()
	return plan{
		sheet: Sheet{Title: w.T("visit.quote"), Intro: intro, Submit: w.T("visit.quote.make"), Fields: []SheetField{
			{Key: "work", Label: w.T("quote.work"), Kind: LongInput, Value: v.sheet.Done},
			circular,
			{Key: "circular.cents", Label: w.T("visit.circular.sum"), Kind: MoneyInput, Hint: "0,00 €"},
		}},
		prepare: func(in values) (job, error) {
			q := &service.QuoteInput{ID: id, Work: strings.TrimSpace(in["work"])}
			q.Lines, q.Circular.State = lines, quote.CircularState(in["circular.state"])
			if q.Circular.State == quote.Unavailable {
				q.Circular.Reason = "not_in_time"
			}
			var err error
			if q.Circular.Cents, err = v.parseMoney("circular.cents", in["circular.cents"]); err != nil {
				return nil, err
			}
			if len(lines) == 0 {
				return nil, fault.New(quote.NothingToQuote, "lines")
			}
			return func(ctx context.Context, call service.Call) error {
				if _, err := v.ports.Acts.Quote(ctx, call, q); err != nil {
					return err
				}
				where, err := v.ports.Papers.Print(ctx, id, QuoteA4)
				v.Post(func() {
					if err != nil {
						v.refused(err) // the quote is made all the same
						return
					}
					v.printed("form.quote_a4", where)
				})
				return nil
			}, required("work", q.Work)
		},
	}
}

func (v *Visit) quoteLines() (out []service.QuoteLine) {
	for _, l := range v.sheet.Lines {
		out = append(out, service.QuoteLine{Kind: cmp.Or(l.Kind, quote.Other), Label: l.Label, UnitCents: l.Cents, Necessary: l.Necessary})
	}
	return out
}

// answerQuote takes the customer's answer to the quote at their home. A yes is
// signed, after the questions that decide when it may be paid.
func (v *Visit) answerQuote(accepted bool) {
	q := v.now.file.Quote
	if q == nil {
		return
	}
	v.sheets.open(v.answerSheet(accepted, q.Version, v.Words.Money(q.TotalCents, q.Currency), q.InLines() && q.Circular == string(quote.Offered)))
}

func (v *Visit) answerSheet(accepted bool, version int, total string, chooses bool) plan {
	w, id := v.Words, v.now.visit.Repair
	answers := []Choice{{yes, w.T("answer.yes")}, {no, w.T("answer.no")}}
	title, fields := w.T("visit.quote.no"), []SheetField(nil)
	if accepted {
		title = w.T("visit.quote.yes")
		fields = []SheetField{
			{Key: "asked", Label: w.T("visit.asked"), Kind: ChoiceInput, Choices: answers},
			{Key: "urgent", Label: w.T("visit.urgent"), Kind: ChoiceInput, Choices: answers},
			{Key: "start", Label: w.T("visit.start_now"), Kind: ChoiceInput, Value: no, Choices: answers},
		}
	}
	if accepted && chooses {
		fields = append(fields, SheetField{Key: "circular", Label: w.T("visit.circular"), Kind: ChoiceInput, Choices: []Choice{
			{string(quote.Chosen), w.T("answer.yes")}, {string(quote.Declined), w.T("answer.no")},
		}})
	}
	return plan{
		sheet: Sheet{Title: title, Intro: w.T("answer.intro", "version", w.Number(version), "total", total), Submit: title, Fields: fields},
		prepare: func(in values) (job, error) {
			for _, f := range fields {
				if err := required(f.Key, in[f.Key]); err != nil {
					return nil, err
				}
			}
			answer := &service.AnswerInput{ID: id, Version: version, Accepted: accepted, Channel: "home"}
			answer.AskedFor, answer.Urgent, answer.StartNow = in["asked"] == yes, in["asked"] == yes && in["urgent"] == yes, in["start"] == yes
			answer.Acknowledged, answer.Circular = answer.StartNow, quote.CircularState(in["circular"])
			if !accepted {
				return func(ctx context.Context, call service.Call) error {
					_, err := v.ports.Acts.AnswerQuote(ctx, call, answer)
					return err
				}, nil
			}
			return v.afterwards(func() {
				v.sign(w.T("visit.quote.sign", "total", total), func(png []byte) { v.quoteSigned(answer, png) })
			}), nil
		},
	}
}

// quoteSigned records a yes with its signature and prints the customer's copy,
// with its form to withdraw; without a signature nothing is.
func (v *Visit) quoteSigned(answer *service.AnswerInput, png []byte) {
	if len(png) == 0 {
		return
	}
	where, unprinted := "", error(nil)
	v.run(func(ctx context.Context, call service.Call) error {
		signature, err := v.ports.Pictures.Attach(ctx, "signature", bytes.NewReader(png))
		if err != nil {
			return err
		}
		answer.Attachments = []service.AttachmentInput{signature}
		if _, err = v.ports.Acts.AnswerQuote(ctx, call, answer); err != nil {
			return err
		}
		where, unprinted = v.ports.Papers.Print(ctx, answer.ID, QuoteA4)
		return nil
	}, func() {
		if unprinted != nil {
			v.refused(unprinted) // the yes is recorded all the same
			return
		}
		v.notice = Notice{Tone: Good, Text: v.Words.T("visit.quote.accepted"), Next: v.Words.T("print.done", "form", v.formName(QuoteA4), "where", where)}
		v.publish()
	})
}
