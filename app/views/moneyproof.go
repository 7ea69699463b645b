package views

import (
	"cmp"
	"encoding/hex"
	"maps"
	"slices"

	"etabli/app/domain/contract"
	"etabli/app/domain/invoice"
	"etabli/app/domain/till"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

// money is what the proofs of tills, receivables, invoices and contracts remember of
// the entities before.
type money struct {
	days     map[string][]tillSession // by series
	sold     map[string]receiptProof  // sales that somebody owed for or that belong on an invoice, by number
	owed     map[string]int64         // what is left of a debt, by number of its receipt
	invoices map[string][]int64       // counters that were given, by series
	on       map[string]string        // invoice, by receipt
	issued   map[string]int64         // total of an invoice less its credit notes, by number
}

type tillSession struct {
	n   int
	day journal.Entity
}

type receiptProof struct {
	total int64
	trade bool
	buyer journal.EntityID
}

func newMoney() money {
	return money{
		days: map[string][]tillSession{}, sold: map[string]receiptProof{}, owed: map[string]int64{},
		invoices: map[string][]int64{}, on: map[string]string{}, issued: map[string]int64{},
	}
}

// till remembers a day of a till: its records are proved when all days of the series
// are known.
func (p *prover) till(e journal.Entity, history []journal.Positioned) {
	for i := range history {
		rec, ok := recordIn(&history[i])
		if !ok || rec.DayID != e.ID {
			continue
		}
		series := hex.EncodeToString(rec.Series)
		if list := p.money.days[series]; len(list) == 0 || list[len(list)-1].day != e {
			p.money.days[series] = append(list, tillSession{rec.Session, e})
		}
		if f := rec.Lowered; f != nil && !f.Answered() {
			p.wrong("receipt "+rec.Number, "nobody answers for what was let go of")
		}
		if !rec.Training {
			p.money.take(rec)
		}
	}
}

// take adds up what a record leaves owed, or pays of it.
func (m *money) take(rec TillRecord) {
	later := till.LaterOf(rec.Payments)
	switch rec.Record.Kind {
	case till.Sale:
		m.owed[rec.Number] += later
	case till.Refund, till.Payment:
		m.owed[rec.Record.Ref] += later
	}
	if rec.Trade && rec.Record.Kind.Turns() {
		one := receiptProof{total: rec.Total, trade: true}
		if rec.Buyer != nil {
			one.buyer = *rec.Buyer
		}
		m.sold[rec.Number] = one
	}
}

// series replays each till from its first record. Where a device went on from an
// earlier state of its disk, two records stand at one place of its series: that is
// named, it is no damage.
func (p *prover) series() error {
	for _, series := range slices.Sorted(maps.Keys(p.money.days)) {
		days := p.money.days[series]
		slices.SortFunc(days, func(a, b tillSession) int { return cmp.Compare(a.n, b.n) })
		if days[0].n != 1 {
			continue // of another shop: only what concerns a file or a voucher of this one came
		}
		v, seen := till.Verifier{}, map[int]bool{}
		twice := false
		for _, day := range days {
			history, err := journal.History(p.r, day.day)
			if err != nil {
				return err
			}
			if v.Key == nil {
				v.Key = p.keyOf(history)
			}
			s := fold.Fold(history, day.day)
			for i := range history {
				rec, ok := recordIn(&history[i])
				if !ok || rec.DayID != day.day.ID || has(s.Repeats, rec.Ref) {
					continue
				}
				twice = twice || seen[rec.Seq]
				seen[rec.Seq] = true
				v.Take(rec.Sealed, &rec.Record)
			}
		}
		p.tillProblems("till "+series, v, twice)
	}
	for _, number := range slices.Sorted(maps.Keys(p.money.owed)) {
		if left := p.money.owed[number]; left < 0 {
			p.note("receipt "+number, "%d more was paid than was owed", -left)
		}
	}
	return nil
}

func (p *prover) tillProblems(place string, v till.Verifier, twice bool) {
	for _, problem := range v.Problems {
		switch {
		case problem.What == "code" && v.Key == nil:
		case problem.What != "code" && problem.What != "sum" && twice:
			p.note(place, "%s: this device went on from an earlier state of its disk", problem)
		default:
			p.wrong(place, "%s", problem)
		}
	}
}

// keyOf is the key of a series, from the box that its first record carries.
func (p *prover) keyOf(history []journal.Positioned) []byte {
	for i := range history {
		for n, b := range history[i].Boxes {
			var box till.KeyBox
			if b.Purpose == journal.Fiscal && openBox(p.r, &history[i], n, &box) && len(box.Key) > 0 {
				return box.Key
			}
		}
	}
	return nil
}

// invoice holds that an invoice adds up, gathers what its receipts say, and that a
// receipt stands on one. Two that were given one number stand in "À vérifier".
func (p *prover) invoice(e journal.Entity, history []journal.Positioned) {
	s := fold.Fold(history, e)
	f := invoiceFacts(s)
	if f.Number == "" {
		return // its facts are not here
	}
	place := "invoice " + f.Number
	if wrong := f.Wrong(); wrong != "" {
		p.wrong(place, "%s", wrong)
	}
	sum, whole := int64(0), true
	for _, number := range f.Receipts() {
		if other := p.money.on[number]; other != "" {
			p.note(place, "receipt %s stands on %s too", number, other)
		}
		p.money.on[number] = f.Number
		rec, known := p.money.sold[number]
		whole = whole && known
		sum += rec.total
		if known && rec.buyer != s.ID(fold.FieldOf) {
			p.wrong(place, "receipt %s is of another buyer", number)
		}
	}
	if whole && sum != f.Total {
		p.wrong(place, "its receipts are %d and it says %d", sum, f.Total)
	}
	if series, n, ok := cutTillNumber(f.Number); ok {
		p.money.invoices[series] = append(p.money.invoices[series], n)
	}
	if f.Refers == "" {
		p.money.issued[f.Number] += f.Total
	} else {
		p.money.issued[f.Refers] += f.Total
	}
}

// numbers holds that the numbers of invoices leave no gap, and that no more was
// credited than was invoiced.
func (p *prover) numbers() {
	for _, series := range slices.Sorted(maps.Keys(p.money.invoices)) {
		for _, gap := range invoice.Gaps(p.money.invoices[series]) {
			p.note("invoices "+series, "number %d is missing", gap)
		}
	}
	for _, number := range slices.Sorted(maps.Keys(p.money.issued)) {
		if left := p.money.issued[number]; left < 0 {
			p.note("invoice "+number, "%d more was credited than is known of it", -left)
		}
	}
}

// contract holds that no receipt pays a contract twice, that no more goes back than
// came in, and that what was used is what it entitles to.
func (p *prover) contract(e journal.Entity, history []journal.Positioned) {
	s := fold.Fold(history, e)
	c := Contract{SignedFacts: contractFacts(s)}
	if c.Number == "" {
		return // its facts are not here
	}
	followed(s, &c)
	place := "contract " + c.Number
	receipts := map[string]bool{}
	for _, f := range c.Payments {
		if f.Receipt != "" && receipts[f.Receipt] {
			p.note(place, "receipt %s is counted twice", f.Receipt)
		}
		receipts[f.Receipt] = true
	}
	if paid := c.Facts().PaidCents(); paid < 0 {
		p.note(place, "%d more went back than came in", -paid)
	}
	for _, u := range c.Uses {
		if !u.Answered() {
			p.wrong(place, "nobody answers for a use of %s beyond the term", u.What)
		}
		given := slices.ContainsFunc(c.Entitled, func(t contract.Entitlement) bool { return t.What == u.What })
		if !given {
			p.wrong(place, "%s was used, and it entitles to none", u.What)
		}
	}
}
