package views

import (
	"cmp"
	"slices"

	"etabli/app/domain/bonus"
	"etabli/app/domain/civil"
	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// BonusMoney is what became of a bonus that was taken off a bill: money that came, or
// what nobody pays any more.
type BonusMoney struct {
	On      string
	Receipt string
	Ref     string // of the transfer
	Cents   int64
	Lost    bool
}

// BonusMoney answers what came of every bonus, by day.
func (v *Views) BonusMoney(r storage.Reader) ([]BonusMoney, error) {
	lists, err := each(r, kind.Bonus, listAll, (*look).bonusMoney)
	out := slices.Concat(lists...)
	slices.SortStableFunc(out, func(a, b BonusMoney) int { return cmp.Compare(a.On, b.On) })
	return out, err
}

func (l *look) bonusMoney(id journal.EntityID) (out []BonusMoney, err error) {
	s, err := l.whole(kind.Bonus, id)
	if err != nil {
		return nil, err
	}
	b := bonusOf(s.state)
	if b.Receipt == "" {
		return nil, nil // nothing was taken off
	}
	for _, key := range s.state.Group(fold.GroupGot) {
		var f bonus.PaidFacts
		_ = inField(s.state, fold.GroupGot+key, &f) // the fold wrote it
		out = append(out, BonusMoney{Receipt: b.Receipt, Ref: f.Ref, On: f.On, Cents: f.Cents})
	}
	if lost := b.Lost(); lost > 0 && b.Status.Over() {
		zone, err := l.zone(b.Site)
		if err != nil {
			return nil, err
		}
		out = append(out, BonusMoney{Receipt: b.Receipt, On: civil.At(s.state.TouchedMS, zone).String(), Cents: lost, Lost: true})
	}
	return out, nil
}

// Lost is what of a bonus that was taken off a bill the body does not pay.
func (b *Bonus) Lost() int64 {
	switch {
	case b.Receipt == "":
		return 0
	case b.Status == bonus.Rejected, b.Status == bonus.Dropped:
		return b.Cents - b.PaidCents
	case b.Status == bonus.Accepted, b.Status == bonus.Paid:
		return max(0, b.Cents-b.AcceptedCents)
	}
	return 0
}
