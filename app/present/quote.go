package present

import (
	"context"
	"slices"

	"etabli/app/domain/quote"
	"etabli/app/domain/staff"
	"etabli/app/service"
	"etabli/app/views"
)

// QuoteBases tells what a quote goes by.
type QuoteBases interface {
	Calls
	QuoteBasis(ctx context.Context, in *service.ByID) (service.QuoteBasis, error)
	PartsNamed(ctx context.Context, words string) ([]views.Part, error)
	Stock(ctx context.Context, part string) (service.PartStock, error)
	SiteCode() string
	Approving
}

// QuotePorts are what a quote is made with.
type QuotePorts struct {
	Bases  QuoteBases
	Quotes Quotes
	Papers Papers
	Drafts Drafts
}

// Quote presents the next version of a file's quote, from its first line to the
// customer's answer.
type Quote struct {
	stay
	ports QuotePorts
	show  func(QuoteState)

	id     ID
	basis  service.QuoteBasis
	team   []views.Staff
	known  bool
	busy   bool
	notice Notice
	call   service.Call
	lane   lane
	looks  lane
	writes *orderly // of the draft
	sheets sheets

	quoteForm
	made *views.Quote // the version that was made just now
	at   QuoteField   // where the keyboard should go
	turn int          // counts the times that it should
}

// NewQuote makes the presenter of quotes.
func NewQuote(env Env, ports QuotePorts, show func(QuoteState)) *Quote {
	q := &Quote{stay: stay{Env: env}, ports: ports, show: show, writes: &orderly{}}
	q.sheets = sheets{stay: &q.stay, calls: ports.Bases, publish: q.publish, after: q.publish}
	q.quoteForm = newQuoteForm()
	return q
}

// Enter begins to show the quote of the file that is open.
func (q *Quote) Enter(ctx context.Context) {
	q.enter(ctx)
	if !q.id.IsZero() {
		q.load()
	}
	q.publish()
}

// Leave keeps what was typed.
func (q *Quote) Leave() {
	q.keep()
	q.leave()
}

// Show opens the quote of a file.
func (q *Quote) Show(at Route) {
	if at.Repair.IsZero() || at.Repair == q.id && q.made == nil {
		return
	}
	q.keep()
	q.id, q.known, q.busy, q.notice, q.made = at.Repair, false, false, Notice{}, nil
	q.quoteForm, q.sheets.state = newQuoteForm(), Sheet{}
	q.looks.drop()
	q.load()
	q.publish()
}

// RetryPressed reads the file again.
func (q *Quote) RetryPressed() {
	q.notice = Notice{}
	q.load()
	q.publish()
}

// quoteReading is what one reading found.
type quoteReading struct {
	basis service.QuoteBasis
	team  []views.Staff
	kept  *quoteDraft
}

func (q *Quote) load() {
	id := q.id
	ask(&q.stay, &q.lane, func(ctx context.Context) (out quoteReading, err error) {
		if out.basis, err = q.ports.Bases.QuoteBasis(ctx, &service.ByID{ID: id}); err != nil {
			return out, err
		}
		if out.team, err = q.ports.Bases.Staff(ctx); err != nil {
			return out, err
		}
		drafts, err := q.ports.Drafts.Drafts(ctx)
		out.kept = keptQuote(drafts, id)
		return out, err
	}, q.loaded)
}

func (q *Quote) loaded(now quoteReading, err error) {
	if err != nil {
		q.notice = q.retriable(err)
		q.publish()
		return
	}
	first := !q.known
	q.basis, q.team, q.known = now.basis, now.team, true
	if !first {
		q.publish()
		return
	}
	if q.call, err = q.ports.Bases.NewCall(q.Desk.Staff); err != nil {
		q.notice = q.Failure(err)
	}
	q.begin(now.kept)
	q.focus(QuoteLabel)
	q.publish()
}

// begin fills the form: with what was typed before, else with the version that
// stands, else with what the file knows.
func (q *Quote) begin(kept *quoteDraft) {
	q.rate = q.basis.Terms.StandardRate()
	if kept != nil && kept.Version == q.version() {
		q.restore(kept)
		return
	}
	file := q.basis.File
	was := q.before()
	if was == nil {
		q.fields["work"] = file.Finding
		return
	}
	q.lines = slices.Clone(was.Lines)
	if len(q.lines) == 0 && was.TotalCents > 0 {
		q.lines = []quote.Line{{Kind: quote.Other, Label: oneLine(was.Work), Quantity: quote.One, UnitCents: was.TotalCents, Rate: q.rate}}
	}
	q.fields["work"], q.fields["ready_on"] = was.Work, typedDate(was.ReadyOn)
	q.setMoney("fee.cents", was.Fee.Cents)
	q.setMoney("replacement_cents", was.NewCents)
	q.fields["fee"] = feeTerms(was.Fee)
	if c := was.Circular; c.State != quote.NotApplicable {
		q.fields["circular.state"], q.fields["circular.reason"] = string(c.State), c.Reason
		q.setMoney("circular.cents", c.Cents)
	}
}

func (q *Quote) setMoney(field string, cents int64) {
	if cents > 0 {
		q.fields[field] = q.typedMoney(cents)
	}
}

// before is the version that stands, nil when there is none.
func (q *Quote) before() *quote.Facts {
	if q.basis.File.Quote == nil {
		return nil
	}
	return q.basis.File.Quote.Standing()
}

// version is the number that this quote will have.
func (q *Quote) version() int {
	if was := q.before(); was != nil {
		return was.Version + 1
	}
	return 1
}

// agreed is what was accepted, so that another version amends it; nil when nothing
// was.
func (q *Quote) agreed() *quote.Facts {
	if was := q.basis.File.Binding(); was != nil {
		return was.Standing()
	}
	return nil
}

func (q *Quote) may(right staff.Right) bool { return slices.Contains(q.Desk.May, right) }

func (q *Quote) focus(field QuoteField) {
	q.at = field
	q.turn++
}

// SheetTyped takes a value of the open sheet.
func (q *Quote) SheetTyped(key, value string) { q.sheets.typed(key, value) }

// SheetSubmitted does what the sheet asked about.
func (q *Quote) SheetSubmitted() { q.sheets.submit() }

// SheetClosed puts the sheet away; nothing changed.
func (q *Quote) SheetClosed() { q.sheets.close() }
