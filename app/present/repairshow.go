package present

import (
	"strings"

	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
)

// file is what one reading of a repair found.
type file struct {
	repair   views.Repair
	customer views.Customer // zero when nobody is known
	loans    []service.LoanStanding
	orders   []views.Order
	promises []views.Promise
	matters  matters
	owed     service.Verdict
	device   views.Product      // zero when none is known
	amend    *service.Amendment // that dearer parts make necessary
}

// describe makes what is shown of a file; the acts under way are not part of it.
func (e Env) describe(f file) RepairState {
	r := f.repair
	s := RepairState{
		ID: r.ID, Open: true, Number: r.Number, Former: e.former(r.OtherNumbers),
		Chips: e.fileChips(f), Product: r.Product, Serial: e.serial(r),
		Who:    e.who(f),
		Clocks: e.clockCards(r), Verdict: e.fileVerdict(f), Law: e.lawCards(f),
		Facts: e.facts(r), Quote: e.quoteCard(r.Quote), Timeline: e.timeline(r.Timeline),
	}
	if s.Product == "" {
		s.Product = e.Words.T("row.no_product")
	}
	for _, item := range r.Items {
		s.Review = append(s.Review, e.reviewCard(item))
	}
	s.Primary, s.Actions = e.actions(f)
	s.Cards = e.loanCards(f.loans)
	if card := e.partsCard(r.ID, f.orders, f.promises); !card.IsZero() {
		s.Cards = append(s.Cards, card)
	}
	if f.amend != nil {
		s.Cards = append(s.Cards, e.amendCard(f.repair, *f.amend))
	}
	s.Cards = append(s.Cards, e.matterCards(f.matters)...)
	if len(f.loans) == 0 && running(r.Status) {
		s.Actions = append(s.Actions, Action{ID: actLend, Label: e.Words.T("act.lend"), Icon: "handshake"})
	}
	return s
}

func (e Env) former(numbers []string) string {
	if len(numbers) == 0 {
		return ""
	}
	return e.Words.T("repair.former", "numbers", strings.Join(numbers, ", "))
}

// fileChips are those of the file, and what its customer does not want.
func (e Env) fileChips(f file) []Chip {
	chips := e.chips(f.repair)
	if f.amend != nil && !amended(f.repair, *f.amend) {
		chips = append(chips, Chip{Tone: Watch, Icon: "euro", Text: e.Words.T("amend.due")})
	}
	if stopped := f.customer.Stopped; stopped != nil {
		chips = append(chips, Chip{Tone: Watch, Icon: "ban", Text: e.Words.T("repair.stopped", "date", e.dateOf(stopped.AtMS))})
	}
	return chips
}

func (e Env) chips(r views.Repair) []Chip {
	chips := []Chip{statusChip(e.Words, r.Status)}
	if r.Outcome != repair.NoOutcome {
		chips = append(chips, outcomeChip(e.Words, r.Outcome))
	}
	if r.Money != nil && r.Money.DueCents > 0 {
		chips = append(chips, Chip{Tone: Late, Icon: "hourglass", Text: e.Words.T("record.owed", "sum", e.Words.Money(r.Money.DueCents, "EUR"))})
	}
	if r.Tentative && !e.Desk.Alone {
		chips = append(chips, Chip{Icon: "circle-dashed", Text: e.Words.T("timeline.waiting")})
	}
	if r.Newer {
		chips = append(chips, Chip{Tone: Watch, Icon: "triangle-alert", Text: e.Words.T("rule.newer_version")})
	}
	return chips
}

// serialKinds are the words before a number on a device.
var serialKinds = map[string]string{
	"imei": "serial.imei", "imeisv": "serial.imeisv", "gtin": "serial.gtin", "serial": "serial.serial",
}

func (e Env) serial(r views.Repair) string {
	if r.Serial == "" {
		return ""
	}
	key, ok := serialKinds[r.SerialKind]
	if !ok {
		key = "serial.serial"
	}
	return e.Words.T(key) + "\u00a0" + serialGroups(r.Serial)
}

func (e Env) who(f file) string {
	c := f.customer
	var parts []string
	if c.Name != "" {
		parts = append(parts, c.Name)
	} else {
		parts = append(parts, e.Words.T(nobody(c.Erased)))
	}
	switch {
	case c.Phone != "":
		parts = append(parts, maskedPhone(c.Phone))
	case c.Email == "" && !c.ID.IsZero():
		parts = append(parts, e.Words.T("repair.no_contact"))
	}
	if n := len(c.Repairs); n > 1 {
		parts = append(parts, e.Words.N("counter.files", n))
	}
	return strings.Join(parts, " · ")
}

// facts are what is known of the file, in the order in which people ask.
func (e Env) facts(r views.Repair) []Fact {
	promised, bought, ceiling, fee := "", "", "", ""
	if r.PromisedOn != "" {
		promised = e.Words.DateShort(r.PromisedOn)
	}
	if r.BoughtOn != "" {
		bought = e.Words.Date(r.BoughtOn)
	}
	if r.CeilingCents > 0 {
		ceiling = e.Words.Money(r.CeilingCents, r.Currency)
	}
	if r.Diagnosis != nil {
		fee = e.diagnosisSum(r.Diagnosis.Cents)
	}
	list := []Fact{
		{ID: "fault", Value: r.Fault},
		{ID: "accessories", Value: strings.Join(r.Accessories, ", ")},
		{ID: "condition", Value: strings.Join(r.Condition, ", ")},
		{ID: "promised_on", Value: promised},
		{ID: "bought_on", Value: bought},
		{ID: "ceiling_cents", Value: ceiling},
		{ID: "diagnosis_cents", Value: fee},
	}
	for i := range list {
		list[i].Label = e.fieldName(list[i].ID)
		if list[i].Value == "" {
			list[i].Value = "–"
		}
	}
	return list
}

func (e Env) quoteCard(q *views.Quote) QuoteCard {
	if q == nil {
		return QuoteCard{}
	}
	card := QuoteCard{
		Shown: true, Title: e.Words.T("quote.title", "version", e.Words.Number(q.Version)),
		Total: e.Words.Money(q.TotalCents, q.Currency), Work: q.Work,
		Chip: Chip{Tone: Watch, Icon: "clock", Text: e.Words.T("quote.waiting")},
	}
	if q.ValidUntil != "" {
		card.Until = e.Words.T("quote.until", "date", e.Words.Date(q.ValidUntil))
	}
	switch q.Answer {
	case "accepted":
		card.Chip = Chip{Tone: Good, Icon: "check", Text: e.Words.T("status.quote_ok")}
	case "refused":
		card.Chip = Chip{Tone: Watch, Icon: "x", Text: e.Words.T("status.quote_ko")}
	}
	return card
}
