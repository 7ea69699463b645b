package present

import (
	"context"
	"errors"
	"strings"

	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/service"
	"etabli/app/views"
)

// The acts on a quote that was made.
const (
	quotePrint   = "print"
	quoteYes     = "yes"
	quoteNo      = "no"
	quoteBack    = "back"
	quoteAgain   = "again"
	quoteDiscard = "discard"
)

// SavePressed makes the version: the customer is told, and its price binds.
func (q *Quote) SavePressed() {
	if q.busy || !q.known || q.made != nil {
		return
	}
	in, err := q.input()
	if err == nil {
		err = q.check(in)
	}
	if err != nil {
		q.refuse(err)
		return
	}
	call := q.call
	call.Staff = q.Desk.Staff
	q.busy, q.notice, q.faults = true, Notice{}, map[string]string{}
	q.publish()
	id, team, pin := q.id, q.team, q.fields[approvalPIN]
	delete(q.fields, approvalPIN) // it is typed anew each time
	drop := q.dropping(id)
	act(&q.stay, func(ctx context.Context) (views.Repair, error) {
		if err := approved(ctx, q.ports.Bases, team, in.ApprovedBy, pin); err != nil {
			return views.Repair{}, err
		}
		done, err := q.ports.Quotes.Quote(ctx, call, in)
		if err != nil {
			return views.Repair{}, err
		}
		file, _ := done.Data.(views.Repair)
		return file, drop()
	}, func(file views.Repair, err error) {
		if q.id != id {
			return
		}
		q.busy = false
		if err != nil {
			q.refuse(err)
			return
		}
		q.done(file)
	})
}

// done shows what comes after the version was made.
func (q *Quote) done(file views.Repair) {
	made := file.Quote
	if made == nil { // an answer of an older command that was asked again
		made = &views.Quote{Version: q.version(), TotalCents: quote.Total(q.lines), Currency: euro, Work: q.fields["work"]}
	} else {
		q.basis.File = file
	}
	q.made, q.keptMS = made, 0
	q.publish()
}

// check makes the version as the command will, so that what is wrong is said before
// anything is done.
func (q *Quote) check(in *service.QuoteInput) error {
	d := quote.Draft{Facts: in.Facts(q.basis.Terms), Category: q.basis.Category, Before: q.before(), Agreed: q.agreed(), On: q.basis.On}
	_, err := d.Make(q.basis.Terms)
	return err
}

// refuse shows an error under the field that it names, or over the page.
func (q *Quote) refuse(err error) {
	f := fault.Of(err)
	if errors.Is(err, fault.New(quote.BelowFloor, "")) {
		q.thin = true
	}
	if errors.Is(err, fault.New(discount.AboveAuthority, "")) {
		q.off = true
	}
	for _, field := range q.form() {
		if field.Key == f.Field {
			q.faults[f.Field] = q.Failure(err).Text
		}
	}
	if _, shown := q.faults[f.Field]; !shown || f.Code == quote.BelowFloor || f.Code == discount.AboveAuthority {
		q.notice = q.Failure(err)
	}
	q.publish()
}

// PrimaryPressed makes the version, or does what usually comes next.
func (q *Quote) PrimaryPressed() {
	if q.made == nil {
		q.SavePressed()
		return
	}
	q.ActionPressed(q.doneActions()[0].ID)
}

// ActionPressed does what comes after the quote.
func (q *Quote) ActionPressed(id string) {
	if q.busy {
		return
	}
	switch id {
	case quotePrint:
		q.print()
	case quoteYes, quoteNo:
		file := q.basis.File
		file.Quote = q.made
		p := q.answerPlan(q.ports.Quotes, file, id == quoteYes)
		p.then = func() { q.answered(id == quoteYes) }
		q.sheets.open(p)
	case quoteBack:
		q.Go(Route{Screen: CounterScreen, Repair: q.id})
	case quoteAgain:
		at := q.id
		q.id, q.made = ID{}, nil
		q.Show(Route{Repair: at})
	case quoteDiscard:
		q.discard()
	}
}

// discard puts away what was typed and begins with the version that stands.
func (q *Quote) discard() {
	drop := q.dropping(q.id)
	q.quoteForm = newQuoteForm()
	q.begin(nil)
	q.focus(QuoteLabel)
	q.publish()
	act(&q.stay, func(context.Context) (struct{}, error) { return struct{}{}, drop() }, func(_ struct{}, err error) {
		if err != nil {
			q.notice = q.Failure(err)
			q.publish()
		}
	})
}

// dropping forgets what was typed of a file's quote.
func (q *Quote) dropping(id ID) func() error {
	ctx := context.WithoutCancel(q.ctx)
	return q.writes.next(func() error { return q.ports.Drafts.DropDraft(ctx, quoteDrafts+id.String()) })
}

func (q *Quote) print() {
	q.busy, q.notice = true, Notice{}
	q.publish()
	id := q.id
	act(&q.stay, func(ctx context.Context) (string, error) {
		return q.ports.Papers.Print(ctx, id, QuoteA4)
	}, func(where string, err error) {
		q.busy = false
		if err != nil {
			q.notice = q.Failure(err)
		} else {
			q.notice = Notice{Tone: Good, Text: q.Words.T("print.done", "form", q.formName(QuoteA4), "where", where)}
		}
		q.publish()
	})
}

// answered goes back to the file once the customer has answered.
func (q *Quote) answered(accepted bool) {
	key := "quoting.refused"
	if accepted {
		key = "quoting.accepted"
	}
	q.Tell(Notice{Tone: Good, Text: q.Words.T(key, "number", q.basis.File.Number)})
	q.Go(Route{Screen: CounterScreen, Repair: q.id})
}

// answerPlan asks how the customer answered, and what the law wants to know before
// a yes counts: the choice about a used part, and away from the shop whether work
// may begin at once.
func (e Env) answerPlan(quotes Quotes, file views.Repair, accepted bool) plan {
	w, id, q := e.Words, file.ID, file.Quote
	title := w.T("move.quote_ko")
	if accepted {
		title = w.T("move.quote_ok")
	}
	p := plan{sheet: Sheet{Title: title, Submit: title}}
	version, asks := 0, answering{accepted: accepted}
	if q != nil {
		version, asks.contract = q.Version, accepted && q.InLines()
		asks.circular = asks.contract && q.Circular == string(quote.Offered)
		p.sheet.Intro = w.T("answer.intro", "version", w.Number(q.Version), "total", w.Money(q.TotalCents, q.Currency))
	}
	p.fields = func(v values) []SheetField { return e.answerFields(asks, v["channel"]) }
	p.sheet.Fields = p.fields(values{})
	p.prepare = func(v values) (job, error) {
		in := &service.AnswerInput{ID: id, Version: version, Accepted: accepted, Channel: v["channel"]}
		in.Circular, in.Reason = quote.CircularState(v["circular"]), strings.TrimSpace(v["reason"])
		in.AskedFor, in.Urgent = v["asked"] == yes, v["asked"] == yes && v["urgent"] == yes
		in.StartNow = v["start"] == yes
		in.Acknowledged = in.StartNow
		if asks.circular && in.Circular == "" {
			return nil, fault.New(fault.Missing, "circular")
		}
		return doing(quotes.AnswerQuote, in), nil
	}
	return p
}

// answering is what an answer to a quote decides.
type answering struct {
	accepted bool
	contract bool // in lines: away from the shop the law wants more of it
	circular bool // whether a used part is taken
}

// answerFields ask for an answer that came by a channel.
func (e Env) answerFields(a answering, channel string) []SheetField {
	w := e.Words
	f := []SheetField{{Key: "channel", Label: w.T("answer.channel"), Kind: ChoiceInput, Value: "counter", Choices: channelChoices(e)}}
	if a.circular {
		f = append(f, SheetField{Key: "circular", Label: w.T("visit.circular"), Kind: ChoiceInput, Choices: []Choice{
			{string(quote.Chosen), w.T("quoting.circular.taken")}, {string(quote.Declined), w.T("quoting.circular.declined")}}})
	}
	away := a.contract && channel != "" && channel != "counter"
	if away && channel == "home" {
		f = append(f, e.ask("asked", "visit.asked"), e.ask("urgent", "visit.urgent"))
	}
	if away {
		f = append(f, e.ask("start", "visit.start_now"))
	}
	if !a.accepted {
		f = append(f, SheetField{Key: "reason", Label: w.T("quoting.no.reason"), Kind: ChoiceInput, Choices: append([]Choice{{"", w.T("quoting.no.unsaid")}}, e.choices("quoting.no.", refusals...)...)})
	}
	return f
}

// refusals are why customers refuse a quote, as codes.
var refusals = []string{"too_dear", "buys_new", "too_long", "elsewhere"}

func channelChoices(e Env) (out []Choice) {
	for _, c := range channels {
		out = append(out, Choice{c.code, e.Words.T(c.key)})
	}
	return out
}

// ask is a question that is answered by yes or no; nobody answered means no.
func (e Env) ask(key, words string) SheetField {
	return SheetField{Key: key, Label: e.Words.T(words), Kind: ChoiceInput, Value: no, Choices: []Choice{{yes, e.Words.T("answer.yes")}, {no, e.Words.T("answer.no")}}}
}
