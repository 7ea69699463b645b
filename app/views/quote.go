package views

import (
	"strconv"

	"etabli/app/domain/quote"
	"etabli/app/domain/warranty"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

// QuoteDetail is what a quote in lines says beyond its price. What it costs us
// is not in it.
type QuoteDetail struct {
	IssuedOn      string          `json:"issued_on,omitempty"`
	Amends        int             `json:"amends,omitempty"` // the accepted version that this one changes
	Reason        string          `json:"reason,omitempty"`
	Lines         []QuoteLine     `json:"lines,omitempty"`
	ByRate        []quote.RateSum `json:"by_rate,omitempty"`
	Fee           *QuoteFee       `json:"fee,omitempty"`
	DueOnRefusal  int64           `json:"due_on_refusal_cents"`
	Circular      string          `json:"circular,omitempty"`
	CircularWhy   string          `json:"circular_reason,omitempty"`
	CircularCents int64           `json:"circular_cents,omitempty"`
	Form          *QuoteForm      `json:"form,omitempty"`
	Contract      *QuoteContract  `json:"contract,omitempty"`
	Rules         string          `json:"rules,omitempty"` // version of the rules it was made under
	Facts         *quote.Facts    `json:"-"`
}

// QuoteLine is one line as the customer sees it.
type QuoteLine struct {
	Kind      quote.LineKind `json:"kind"`
	Label     string         `json:"label"`
	Quantity  int64          `json:"quantity"` // thousandths
	Unit      string         `json:"unit,omitempty"`
	UnitCents int64          `json:"unit_cents"`
	Rate      int            `json:"rate"`
	DueCents  int64          `json:"due_cents"`
	Layer     warranty.Layer `json:"layer,omitempty"`
	Article   string         `json:"article,omitempty"`
	Origin    quote.Origin   `json:"origin,omitempty"`
}

// QuoteFee is what finding the fault costs.
type QuoteFee struct {
	Cents     int64 `json:"cents"`
	Announced bool  `json:"announced"`
	Deducted  bool  `json:"deducted"`
}

// QuoteForm is what the European Repair Information Form says beyond a quote.
type QuoteForm struct {
	Printed     bool   `json:"printed"`
	Defect      string `json:"defect,omitempty"`
	Method      string `json:"method,omitempty"`
	MaxCents    int64  `json:"max_cents,omitempty"`
	Days        int    `json:"days,omitempty"`
	Loaner      string `json:"loaner,omitempty"`
	LoanerCents int64  `json:"loaner_cents,omitempty"`
	Place       string `json:"place,omitempty"`
	Services    string `json:"services,omitempty"`
	More        string `json:"more,omitempty"`
}

// QuoteContract is what was agreed, where, and what follows from it.
type QuoteContract struct {
	quote.Contract
	PayFrom       string   `json:"pay_from"`
	WithdrawUntil string   `json:"withdraw_until,omitempty"`
	StartFrom     string   `json:"start_from"`
	Circular      string   `json:"circular,omitempty"` // the customer's choice
	Wording       []string `json:"wording"`
	Seen          []byte   `json:"seen,omitempty"` // SHA-256 of the version that was shown
	Proof         [][]byte `json:"proof,omitempty"`
}

// InLines tells whether the quote has lines.
func (q *Quote) InLines() bool { return q.QuoteDetail != nil }

// Standing is the version that stands; of a price without lines, what such a
// quote says.
func (q *Quote) Standing() *quote.Facts {
	if q.InLines() {
		return q.Facts
	}
	return &quote.Facts{
		Version: q.Version, TotalCents: q.TotalCents, Currency: q.Currency, Work: q.Work, ValidUntil: q.ValidUntil, ReadyOn: q.ReadyOn,
	}
}

// QuoteOf is a version as it is shown, before anybody has answered it.
func QuoteOf(f *quote.Facts) Quote {
	return Quote{
		Version: f.Version, TotalCents: f.TotalCents, Currency: f.Currency, Work: f.Work, ValidUntil: f.ValidUntil, ReadyOn: f.ReadyOn,
		QuoteDetail: detailOf(f),
	}
}

func detailOf(f *quote.Facts) *QuoteDetail {
	d := &QuoteDetail{
		IssuedOn: f.IssuedOn, Amends: f.Amends, Reason: f.Reason, ByRate: quote.ByRate(f.Lines), DueOnRefusal: f.DueOnRefusal(),
		Circular: string(f.Circular.State), CircularWhy: f.Circular.Reason, CircularCents: f.Circular.Cents, Rules: f.Rules, Facts: f,
	}
	for _, l := range f.Lines {
		d.Lines = append(d.Lines, QuoteLine{
			Kind: l.Kind, Label: l.Label, Quantity: l.Quantity, Unit: l.Unit, UnitCents: l.UnitCents, Rate: l.Rate,
			DueCents: l.Due(), Layer: l.Layer, Article: l.Article, Origin: l.Origin,
		})
	}
	if f.Fee != (quote.Fee{}) {
		fee := QuoteFee(f.Fee)
		d.Fee = &fee
	}
	if f.Form != (quote.Form{}) {
		form := QuoteForm(f.Form)
		d.Form = &form
	}
	return d
}

// answered adds what was agreed.
func (q *Quote) answered(a *fold.Answer) {
	var f quote.AnswerFacts
	if !q.InLines() || len(a.Facts) == 0 || journal.UnmarshalFacts(a.Facts, &f) != nil {
		return
	}
	c := f.ContractOf(*q.Facts)
	if c == nil {
		return
	}
	q.Contract = &QuoteContract{
		Contract: *c, PayFrom: f.PayFrom, WithdrawUntil: f.Withdraw, StartFrom: f.StartOn,
		Circular: string(f.Circular), Wording: c.Wording(), Seen: f.Seen, Proof: f.Proof,
	}
}

// wished adds that the customer asked, after their yes, that work begins.
func (q *Quote) wished(s *fold.State) *Quote {
	if q == nil || !q.InLines() || q.Contract == nil {
		return q
	}
	var f quote.WishFacts
	raw := s.Value(fold.GroupWish + strconv.Itoa(q.Version))
	if raw == "" || journal.UnmarshalFacts([]byte(raw), &f) != nil {
		return q
	}
	c := q.Contract
	c.Contract, c.StartFrom = c.Contract.Wished(f), f.On
	c.Wording, c.Proof = c.Contract.Wording(), append(c.Proof, f.Proof...)
	return q
}

// Split divides an accepted quote by when it may be paid; false while there is
// no contract.
func (q *Quote) Split(t quote.Terms) (quote.Split, bool) {
	if !q.InLines() || q.Contract == nil {
		return quote.Split{}, false
	}
	return q.Contract.Contract.Split(q.Facts.Lines, t), true
}
