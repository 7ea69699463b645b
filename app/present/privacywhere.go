package present

import (
	"cmp"
	"slices"
)

// The states of an erasure at HQ or on a device.
const (
	ErasureWaiting = "waiting" // it has not heard of it
	ErasureGone    = "gone"    // nothing can be opened or found there any more
	ErasureDone    = "done"    // and its disk was made anew since
)

// ErasureWhere is how an erasure stands at HQ and on the devices of the shops that
// somebody runs. Others counts the devices of other shops, by state.
type ErasureWhere struct {
	Places []ErasurePlace
	Others map[string]int
}

// ErasurePlace is HQ, which has no code, or a device.
type ErasurePlace struct {
	Code, Name, State string
	SeenMS            int64
}

// whereCard says where an erasure is carried out, and whom it waits for.
func (p *People) whereCard(one privateOf) DetailCard {
	w := p.Words
	switch {
	case one.who.ErasedMS == 0:
		return DetailCard{}
	case !one.unheard.IsZero():
		return DetailCard{Title: w.T("people.where"), Text: joined(w.T("people.where.unknown"), one.unheard.Text)}
	}
	card := DetailCard{Title: w.T("people.where")}
	count := map[string]int{}
	for state, n := range one.where.Others {
		count[state] += n
	}
	for _, at := range one.where.inOrder() {
		count[at.State]++
		name := joined(at.Code, at.Name)
		if at.Code == "" {
			name = w.T("people.where.hq")
		}
		line := DetailLine{Label: name, Value: w.T("people.where." + at.State)}
		if at.State == ErasureWaiting {
			line.Tone = Watch
			if at.SeenMS > 0 {
				line.Value = joined(line.Value, w.T("people.where.seen", "when", p.shortWhen(at.SeenMS)))
			}
		}
		card.Lines = append(card.Lines, line)
	}
	for _, state := range []string{ErasureWaiting, ErasureGone, ErasureDone} {
		if n := one.where.Others[state]; n > 0 {
			card.Lines = append(card.Lines, DetailLine{Label: w.N("people.where.others", n), Value: w.T("people.where." + state)})
		}
	}
	switch waits, all := count[ErasureWaiting], len(one.where.Places)+sum(one.where.Others); {
	case waits > 0:
		card.Chip = Chip{Watch, "hourglass", w.N("people.where.waits", waits)}
	case count[ErasureDone] == all:
		card.Chip = Chip{Good, "check", w.T("people.where.all")}
	default:
		card.Chip = Chip{Work, "hourglass", w.T("people.where.soon")}
	}
	return card
}

func sum(of map[string]int) (n int) {
	for _, one := range of {
		n += one
	}
	return n
}

// inOrder has HQ first, then whoever has not heard, then the others, each by code.
func (w ErasureWhere) inOrder() []ErasurePlace {
	rank := func(at ErasurePlace) int {
		switch {
		case at.Code == "":
			return 0
		case at.State == ErasureWaiting:
			return 1
		}
		return 2
	}
	return slices.SortedFunc(slices.Values(w.Places), func(a, b ErasurePlace) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Code, b.Code))
	})
}
