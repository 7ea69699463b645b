package present

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/service"
)

// quoteForm is what was filled in of a quote.
type quoteForm struct {
	lines  []quote.Line
	text   map[QuoteField]string // of the line that is typed
	errors map[QuoteField]string
	kind   quote.LineKind
	rate   int

	offered []offeredPart
	asked   string // what they were asked with
	chosen  int    // of them, -1 while nobody chose
	entered bool   // Enter was pressed before the answer came
	picked  *quote.Line

	fields values            // of the rest, by the key of the command
	faults map[string]string // under them
	thin   bool              // the margin needs somebody's approval
	off    bool              // more is let go of than whoever quotes may
	keptMS int64
}

func newQuoteForm() quoteForm {
	return quoteForm{
		text: map[QuoteField]string{QuoteQuantity: "1"}, errors: map[QuoteField]string{}, kind: quote.Part, chosen: -1,
		fields: values{}, faults: map[string]string{},
	}
}

// What is said of the fee for finding the fault.
const (
	feeAnnounced = "announced"
	feeDeducted  = "deducted"
)

func feeTerms(f quote.Fee) string {
	var said []string
	if f.Announced {
		said = append(said, feeAnnounced)
	}
	if f.Deducted {
		said = append(said, feeDeducted)
	}
	return strings.Join(said, "\n")
}

// feeSays tells whether something is said of the fee.
func feeSays(terms, what string) bool { return slices.Contains(strings.Split(terms, "\n"), what) }

// The reasons that a quote can give, as codes.
var (
	riseReasons     = []string{"hidden_damage", "part_dearer", "more_work", "asked_for"}
	circularReasons = []string{"not_in_time", "none_exists", "too_dear", "safety"}
)

// form are the fields below the lines; those that do not matter now are left out.
func (q *Quote) form() []SheetField {
	w := q.Words
	f := []SheetField{{Key: "work", Label: w.T("quote.work"), Kind: LongInput}}
	if q.rises() {
		f = append(f, SheetField{Key: "reason", Label: w.T("quoting.reason"), Kind: ChoiceInput, Choices: q.choices("quoting.reason.", riseReasons...)})
	}
	if q.parts() {
		f = append(f, q.circularFields()...)
	}
	f = append(f,
		SheetField{Key: "fee.cents", Label: w.T("quoting.fee"), Kind: MoneyInput, Hint: "0,00 €"})
	if strings.TrimSpace(q.fields["fee.cents"]) != "" {
		f = append(f, SheetField{Key: "fee", Label: w.T("quoting.fee.terms"), Kind: TickInput, Choices: q.choices("quoting.fee.", feeAnnounced, feeDeducted)})
	}
	f = append(f,
		SheetField{Key: "ready_on", Label: w.T("quote.ready"), Kind: DateInput, Hint: w.T("typed.date")},
		SheetField{Key: "valid_until", Label: w.T("quote.valid"), Kind: DateInput, Hint: w.DateShort(q.least())},
		SheetField{Key: "replacement_cents", Label: w.T("quoting.new"), Kind: MoneyInput, Hint: "0,00 €"},
		SheetField{Key: "form", Label: w.T("quoting.form"), Kind: ChoiceInput, Choices: []Choice{{"", w.T("answer.no")}, {yes, w.T("answer.yes")}}})
	if q.fields["form"] == yes {
		f = append(f,
			SheetField{Key: "form.defect", Label: w.T("quoting.form.defect"), Kind: TextInput},
			SheetField{Key: "form.days", Label: w.T("quoting.form.days"), Kind: TextInput, Hint: "3"},
			SheetField{Key: "form.loaner", Label: w.T("quoting.form.loaner"), Kind: ChoiceInput, Choices: []Choice{
				{"", w.T("quoting.form.loaner.unsaid")}, {yes, w.T("answer.yes")}, {no, w.T("answer.no")}}})
	}
	f = append(f, q.allowing()...)
	for i := range f {
		f[i].Value, f[i].Error = q.fields[f[i].Key], q.faults[f[i].Key]
	}
	return f
}

func (q *Quote) circularFields() []SheetField {
	w := q.Words
	state := quote.CircularState(q.fields["circular.state"])
	f := []SheetField{{Key: "circular.state", Label: w.T("visit.circular"), Kind: ChoiceInput, Choices: []Choice{
		{string(quote.NotAsked), w.T("visit.circular.none")}, {string(quote.Offered), w.T("visit.circular.offered")},
		{string(quote.Unavailable), w.T("quoting.circular.unavailable")},
	}}}
	switch state {
	case quote.Offered:
		f = append(f, SheetField{Key: "circular.cents", Label: w.T("visit.circular.sum"), Kind: MoneyInput, Hint: "0,00 €"})
	case quote.Unavailable:
		f = append(f, SheetField{Key: "circular.reason", Label: w.T("quoting.circular.why"), Kind: ChoiceInput, Choices: q.choices("quoting.circular.", circularReasons...)})
	default:
	}
	return f
}

// parts tells whether a part is quoted.
func (q *Quote) parts() bool {
	return slices.ContainsFunc(q.lines, func(l quote.Line) bool { return l.Kind == quote.Part })
}

// rises tells whether the price is more than a version that still binds.
func (q *Quote) rises() bool {
	return quote.Draft{Before: q.before(), Agreed: q.agreed(), On: q.basis.On}.Passed(quote.Total(q.lines)) != nil
}

// least is the last day on which the quote binds us at least.
func (q *Quote) least() string {
	return q.basis.Terms.Validity.After(q.basis.On, q.basis.Terms.Region).String()
}

// allowing are the fields by which somebody lets a quote pass that whoever makes it may not.
func (q *Quote) allowing() []SheetField {
	switch {
	case q.off:
		return q.discountFields(q.team, q.basis.Discounts, q.fields[approvedBy])
	case q.thin:
		return q.approverFields(q.Words.T("quoting.approved"), q.team, overriders(q.team), q.fields[approvedBy])
	}
	return nil
}

// FieldTyped takes what a field below the lines holds now.
func (q *Quote) FieldTyped(key, value string) {
	if q.fields[key] == value || q.busy || q.made != nil {
		return
	}
	q.fields[key] = value
	delete(q.faults, key)
	q.publish()
}

// input is the quote as it was filled in; a fault names the field.
func (q *Quote) input() (*service.QuoteInput, error) {
	in := &service.QuoteInput{ID: q.id, Work: strings.TrimSpace(q.fields["work"])}
	for _, l := range q.lines {
		rate := l.Rate
		in.Lines = append(in.Lines, service.QuoteLine{
			Kind: l.Kind, Label: l.Label, Quantity: l.Quantity, Unit: l.Unit, UnitCents: l.UnitCents, Rate: &rate,
			Layer: l.Layer, CostCents: l.CostCents, Article: l.Article, Origin: l.Origin, Necessary: l.Necessary,
		})
	}
	if len(in.Lines) == 0 {
		return nil, fault.New(quote.NothingToQuote, "lines")
	}
	if err := required("work", in.Work); err != nil {
		return nil, err
	}
	var err error
	for _, m := range []struct {
		key string
		to  *int64
	}{{"fee.cents", &in.Fee.Cents}, {"circular.cents", &in.Circular.Cents}, {"replacement_cents", &in.Replacement}} {
		if *m.to, err = q.parseMoney(m.key, q.fields[m.key]); err != nil {
			return nil, err
		}
	}
	if in.ReadyOn, err = q.parseDate("ready_on", q.fields["ready_on"]); err != nil {
		return nil, err
	}
	if in.ValidUntil, err = q.parseDate("valid_until", q.fields["valid_until"]); err != nil {
		return nil, err
	}
	if q.rises() {
		in.Reason = q.fields["reason"]
	}
	in.Fee.Announced, in.Fee.Deducted = feeSays(q.fields["fee"], feeAnnounced), feeSays(q.fields["fee"], feeDeducted)
	if q.parts() {
		in.Circular.State, in.Circular.Reason = quote.CircularState(q.fields["circular.state"]), q.fields["circular.reason"]
	}
	if in.Circular.State != quote.Unavailable {
		in.Circular.Reason = ""
	}
	if in.Circular.State != quote.Offered {
		in.Circular.Cents = 0
	}
	in.Why = q.fields[discountWhy]
	if in.ApprovedBy, err = namedStaff(q.fields[approvedBy]); err != nil || q.fields["form"] != yes {
		return in, err
	}
	in.Form = service.FormInput{Printed: true, Defect: strings.TrimSpace(q.fields["form.defect"]), Loaner: q.fields["form.loaner"]}
	days, err := q.parseCount("form.days", q.fields["form.days"])
	in.Form.Days = int(days)
	return in, err
}

// quoteDraft is what is kept of a quote that is not made yet, on this device only.
type quoteDraft struct {
	Version  int          `json:"version"`
	Customer *ID          `json:"customer,omitempty"` // so that it goes when they are erased
	Lines    []quote.Line `json:"lines"`
	Fields   values       `json:"fields"`
	atMS     int64
}

// quoteDrafts begins the ids of the drafts of quotes, which lie beside those of
// intakes.
const quoteDrafts = "quote:"

// keptQuote is the draft of a file's quote, nil when there is none.
func keptQuote(drafts []Draft, id ID) *quoteDraft {
	for _, d := range drafts {
		out := &quoteDraft{atMS: d.SavedMS}
		if d.ID == quoteDrafts+id.String() && json.Unmarshal(d.Body, out) == nil {
			return out
		}
	}
	return nil
}

func (q *Quote) restore(kept *quoteDraft) {
	q.lines, q.keptMS = kept.Lines, kept.atMS
	if kept.Fields != nil {
		q.fields = kept.Fields
	}
}

// keep saves what was typed, so that it outlives a crash and a change of staff.
func (q *Quote) keep() {
	if !q.known || q.made != nil || !q.here() || len(q.lines) == 0 && strings.TrimSpace(q.fields["work"]) == "" {
		return
	}
	body := quoteDraft{Version: q.version(), Lines: q.lines, Fields: q.fields}
	if c := q.basis.File.CustomerID; !c.IsZero() {
		body.Customer = &c
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return // values of our own always have a form
	}
	d := Draft{ID: quoteDrafts + q.id.String(), SavedMS: q.nowMS(), Body: raw}
	id, ctx := q.id, context.WithoutCancel(q.ctx)
	save := q.writes.next(func() error { return q.ports.Drafts.SaveDraft(ctx, d) })
	act(&q.stay, func(context.Context) (struct{}, error) { return struct{}{}, save() }, func(_ struct{}, err error) {
		switch {
		case q.id != id:
			return
		case err != nil:
			q.notice = q.Failure(err)
		case q.made == nil:
			q.keptMS = d.SavedMS
		}
		q.publish()
	})
}
