package fold

// move is a transition with its author, as it came out.
type move struct {
	act     *act
	to      string
	outcome string
	asWas   bool
	onMS    int64
}

// atMS is when the transition was: as it was recorded, unless the entry says earlier.
func (m *move) atMS() int64 {
	if m.onMS != 0 {
		return m.onMS
	}
	return m.act.atMS()
}

// apart tells whether two transitions did not know each other and led to
// different places.
func (m *move) apart(o *move) bool {
	if m.act.ref == o.act.ref || m.act.saw(o.act.ref) || o.act.saw(m.act.ref) {
		return false
	}
	return m.to != o.to || (m.outcome != o.outcome && m.outcome != "" && o.outcome != "")
}

// upTo tells whether m is o or was known to it.
func (m *move) upTo(o *move) bool { return m.act.ref == o.act.ref || o.act.saw(m.act.ref) }

type pair struct{ first, second *move }

// follows tells whether a pair only goes on where another one began.
func (p pair) follows(o pair) bool {
	if p == o {
		return false
	}
	return (o.first.upTo(p.first) && o.second.upTo(p.second)) || (o.first.upTo(p.second) && o.second.upTo(p.first))
}

// collisions are the pairs of applied transitions that went apart. Where two
// people went on from there, only the first parting of their ways is named.
func collisions(applied []*move) []pair {
	var all []pair
	for i, m := range applied {
		for _, o := range applied[:i] {
			if m.apart(o) {
				all = append(all, pair{o, m})
			}
		}
	}
	var out []pair
	for _, p := range all {
		first := true
		for _, o := range all {
			if p.follows(o) {
				first = false
				break
			}
		}
		if first {
			out = append(out, p)
		}
	}
	return out
}

func (m *move) side(shown bool) Side {
	return Side{Write: Write{Ref: m.act.ref, AtMS: m.act.atMS(), Value: []byte(m.to)}, Shown: shown}
}
