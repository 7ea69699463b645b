package views

import (
	"etabli/app/domain/guarantor"
	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

// recourse holds that a guarantor takes no more than was handed in, and that an
// answer is to what was. More money than was accepted is named.
func (p *prover) recourse(e journal.Entity, history []journal.Positioned) {
	place := "recourse " + e.ID.String()
	c := recourseOf(fold.Fold(history, e))
	for _, t := range c.Tries {
		if t.Answer == nil {
			continue
		}
		if sum := guarantor.Total(t.Lines); t.Answer.Claimed != sum {
			p.wrong(place, "try %d was for %d, and its answer is to %d", t.N, sum, t.Answer.Claimed)
		}
		if t.Answer.Cents > t.Answer.Claimed {
			p.wrong(place, "try %d was for %d, and %d were taken", t.N, t.Answer.Claimed, t.Answer.Cents)
		}
	}
	if c.PaidCents > c.AcceptedCents {
		p.note(place, "%d were paid of %d", c.PaidCents, c.AcceptedCents)
	}
}

// bonus holds that what a claim is for was taken off a bill, by records of the till
// that say so. More money than was accepted is named.
func (p *prover) bonus(e journal.Entity, history []journal.Positioned) {
	place := "bonus " + e.ID.String()
	b := bonusOf(fold.Fold(history, e))
	taken := int64(0)
	for i := range history {
		at := &history[i]
		var rec till.Record
		if kind.Kind(at.Header.Kind) == kind.TillRecorded && journal.UnmarshalFacts(read[till.Sealed](at).Record, &rec) == nil {
			taken += till.Of(till.Bonus, rec.Payments)
		}
	}
	if b.Receipt != "" && b.Cents != taken {
		p.wrong(place, "%d are claimed, and %d were taken off", b.Cents, taken)
	}
	if b.PaidCents > b.Cents {
		p.note(place, "%d were paid of %d", b.PaidCents, b.Cents)
	}
}

// sendout names what a subcontractor charged beyond what was agreed.
func (p *prover) sendout(e journal.Entity, history []journal.Positioned) {
	b := sendoutOf(fold.Fold(history, e))
	for _, d := range b.Devices {
		if d.ChargedCents > d.AgreedCents {
			p.note("batch "+b.Number, "%d were charged for %s, and %d were agreed", d.ChargedCents, d.Repair, d.AgreedCents)
		}
	}
}
