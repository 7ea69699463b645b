package sim

import (
	"encoding/hex"
	"slices"
	"strconv"

	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/site"
	"etabli/app/domain/staff"
	"etabli/storage/journal"
)

// say takes one entry in; it is false when this program cannot read it.
func (n *reading) say(p *journal.Positioned) bool {
	switch uint16(p.Header.Kind) {
	case kind.SiteSaved:
		f := factsOf[site.SavedFacts](p)
		n.all(p, "code", f.Code, "name", f.Name, "address", f.Address, "phone", f.Phone, "hours", f.Hours,
			"zone", f.Zone, "siret", f.SIRET, "mediator", f.Mediator)
	case kind.StaffSaved:
		f := factsOf[staff.SavedFacts](p)
		left := map[bool]string{true: "1"}[f.Gone]
		n.all(p, "initials", f.Initials, "display", f.Display, "role", f.Role, "site", f.Site, "gone", left)
	case kind.CustomerSaved:
		f := factsOf[customer.SavedFacts](p)
		n.some(p, "language", f.Language, "tell_by", f.TellBy)
		n.box(p, "contact", journal.Contact)
	case kind.PersonErased:
	default:
		return n.sayOfFile(p)
	}
	return true
}

// sayOfFile reads what an entry says of a file; false when it is about none.
func (n *reading) sayOfFile(p *journal.Positioned) bool {
	switch uint16(p.Header.Kind) {
	case kind.RepairReceived:
		n.received(p, factsOf[repair.ReceivedFacts](p))
	case kind.RepairEdited:
		for field, value := range factsOf[repair.EditedFacts](p).Fields {
			n.all(p, field, value)
		}
		n.box(p, "fault", journal.File)
	case kind.RepairMoved:
		f := factsOf[repair.MovedFacts](p)
		n.goes(p, f.To, f.Outcome, false)
	case kind.RepairDiagnosed:
		f := factsOf[repair.DiagnosedFacts](p)
		n.all(p, "finding", f.Finding)
		n.some(p, "section", f.Section, "verdict", f.Verdict)
	case kind.RepairQuoted:
		f := factsOf[repair.QuotedFacts](p)
		n.all(p, "quote", string(p.Facts))
		n.quote = max(n.quote, f.Version)
		n.goes(p, repair.QuoteSent, "", false)
	case kind.QuoteAnswered:
		f := factsOf[repair.AnsweredFacts](p)
		to := map[bool]repair.Status{true: repair.QuoteOK, false: repair.QuoteKO}[f.Accepted]
		n.stride(p, to, "", f.Version == n.quote && n.legal(to))
	case kind.RepairHandedBack:
		n.goes(p, repair.Returned, factsOf[repair.HandedBackFacts](p).Outcome, false)
	case kind.RepairSent:
		f := factsOf[repair.SentFacts](p)
		if f.Arrived {
			n.all(p, "site", f.To, "sent_to", "", "where", "counter", "spot", "")
		} else {
			n.all(p, "sent_to", f.To, "where", "transit", "spot", "")
		}
	case kind.RepairRenumbered:
		n.some(p, "number", factsOf[repair.RenumberedFacts](p).Number)
	case kind.RepairNoted, kind.RepairPhotographed:
	case kind.ReviewSettled:
		n.settle(p, factsOf[repair.SettledFacts](p))
	default:
		return false
	}
	return true
}

func factsOf[T any](p *journal.Positioned) (f T) {
	if err := journal.UnmarshalFacts(p.Facts, &f); err != nil {
		panic("sim: facts of " + p.Ref().String() + ": " + err.Error()) // the run wrote them itself
	}
	return f
}

// all writes fields, some those that say something.
func (n *reading) all(p *journal.Positioned, pairs ...string) {
	for pair := range slices.Chunk(pairs, 2) {
		n.words = append(n.words, word{by: p, field: pair[0], value: pair[1]})
	}
}

func (n *reading) some(p *journal.Positioned, pairs ...string) {
	for pair := range slices.Chunk(pairs, 2) {
		if pair[1] != "" {
			n.all(p, pair...)
		}
	}
}

// box writes a field whose value is private.
func (n *reading) box(p *journal.Positioned, field string, purpose journal.Purpose) {
	for _, b := range p.Boxes {
		if b.Subject == n.e.ID && b.Purpose == purpose {
			n.words = append(n.words, word{by: p, field: field, private: true})
			return
		}
	}
}

func (n *reading) received(p *journal.Positioned, f repair.ReceivedFacts) {
	product := []string{
		"product", f.Product.Label, "brand", f.Product.Brand, "model", f.Product.Model, "serial", f.Product.Serial, "category", f.Category,
	}
	switch uint8(n.e.Type) {
	case kind.Customer:
		n.box(p, "contact", journal.Contact)
	case kind.Product:
		n.some(p, product...)
	case kind.Repair:
		n.some(p, product...)
		n.some(p, "number", f.Number, "site", f.Site, "currency", f.Currency, "promised_on", f.PromisedOn, "bought_on", f.BoughtOn,
			"accessories", repair.JoinList(f.Accessories), "condition", repair.JoinList(f.Condition))
		if f.CeilingCents != 0 {
			n.all(p, "ceiling_cents", strconv.FormatInt(f.CeilingCents, 10))
		}
		n.box(p, "fault", journal.File)
		n.goes(p, repair.Received, "", true)
	}
}

func (n *reading) legal(to repair.Status) bool { return n.status == to || repair.CanMove(n.status, to) }

func (n *reading) goes(p *journal.Positioned, to repair.Status, outcome repair.Outcome, fact bool) {
	n.stride(p, to, outcome, fact || n.legal(to))
}

func (n *reading) stride(p *journal.Positioned, to repair.Status, outcome repair.Outcome, applied bool) {
	s := stride{by: p, to: to, outcome: outcome, refused: !applied}
	if !applied {
		s.from = n.setBy
	} else if n.status != to {
		n.status, n.setBy = to, p
	}
	n.strides = append(n.strides, s)
}

// settle takes a decision in. A field is decided from what its author knew.
func (n *reading) settle(p *journal.Positioned, f repair.SettledFacts) {
	id := hex.EncodeToString(f.Item)
	for _, field := range n.fields() {
		q, open := n.ask(field, func(by *journal.Positioned) bool { return n.knew(p, by) })
		if open && q.id(n.e) == id {
			n.settled[id] = true
			n.words = append(n.words, n.chosen(p, q, f.Choice))
			return
		}
	}
	for _, q := range n.questions() {
		if q.id(n.e) == id {
			n.settled[id] = true
			n.settleKnown(p)
			to := n.status
			for i, value := range q.values {
				if f.Choice == string(value) || f.Choice == q.by[i].Ref().String() {
					to = value
				}
			}
			n.stride(p, to, "", true)
			return
		}
	}
	for _, q := range n.late() {
		if q.id(n.e) == id {
			n.settled[id] = true
		}
	}
}

// settleKnown takes a decision about the status for all questions about it whose sides its
// author knew.
func (n *reading) settleKnown(p *journal.Positioned) {
	for _, q := range n.questions() {
		if !slices.ContainsFunc(q.by, func(by *journal.Positioned) bool { return !n.knew(p, by) }) {
			n.settled[q.id(n.e)] = true
		}
	}
}

// chosen is what a decision about a field says: one of the sides, or a value
// that was typed.
func (n *reading) chosen(p *journal.Positioned, q question, choice string) word {
	shown := q.words[0]
	for _, x := range q.words {
		if x.by.Ref().String() == choice || !x.private && x.value == choice {
			return word{by: p, field: q.field, value: x.value, private: x.private}
		}
		if later(x.by, shown.by) {
			shown = x
		}
	}
	if !shown.private && q.field != "quote" {
		return word{by: p, field: q.field, value: choice}
	}
	return word{by: p, field: q.field, value: shown.value, private: shown.private}
}

// later orders two entries by which of them is shown.
func later(a, b *journal.Positioned) bool {
	believed := func(p *journal.Positioned) uint64 {
		if p.Position == 0 {
			return p.Header.HLC
		}
		return min(p.Header.HLC, uint64(max(0, p.ReceivedMS+120_000))<<16)
	}
	if x, y := believed(a), believed(b); x != y {
		return x > y
	}
	return string(refBytes(a)) > string(refBytes(b))
}
