package label

import (
	"etabli/printing/layout"
)

// arrangement is one way to set a whole label.
type arrangement struct {
	marks   []layout.Mark
	omitted []Part
	number  float64 // points
	module  float64 // millimetres
	whole   bool
}

// better prefers to leave out less, then to cut less, then a larger number, and
// between numbers about alike the larger code.
func (a arrangement) better(b arrangement) bool {
	switch {
	case len(a.omitted) != len(b.omitted):
		return len(a.omitted) < len(b.omitted)
	case a.whole != b.whole:
		return a.whole
	}
	return a.number*(1+a.module) > b.number*(1+b.module)
}

// plan is what one try may leave out.
type plan struct {
	rows    []row
	code    *code
	omitted []Part
}

// plans lists tries, the fullest first: with fewer lines, then with fewer rows,
// then without the code, then the number alone.
func plans(in content) []plan {
	out := []plan{{in.rows, in.code, nil}}
	for n := 0; n <= len(in.rows); n++ {
		kept, omitted := without(in.rows, n)
		out = append(out, plan{single(kept), in.code, omitted})
	}
	if in.code == nil {
		return out
	}
	for n := 0; n <= len(in.rows); n++ {
		kept, omitted := without(in.rows, n)
		out = append(out, plan{single(kept), nil, append([]Part{CodePart}, omitted...)})
	}
	return out
}

// best is the best arrangement of the first plan that has one.
func (s setter) best(in content) (arrangement, bool) {
	for _, p := range plans(in) {
		var best arrangement
		found := false
		for _, floor := range []float64{0.7, 0} {
			for _, try := range []func(string, plan, float64) (arrangement, bool){s.under, s.beside, s.tower} {
				a, ok := try(in.number, p, floor)
				a.omitted = p.omitted
				if ok && (!found || a.better(best)) {
					best, found = a, true
				}
			}
			if found {
				return best, true
			}
		}
	}
	return arrangement{}, false
}

// sizes tries sizes of the number from the largest down to a part of it, and
// for each one smaller rows, and takes the first that fits; one that cuts
// nothing comes before any other.
func sizes(most, floor float64, try func(points, shrink float64) (arrangement, bool)) (arrangement, bool) {
	const step = 0.94
	var second arrangement
	found := false
	for points := most; points >= max(leastNumberPT, most*floor)-1e-9; points *= step {
		for _, shrink := range []float64{1, 0.85, 0.7} {
			a, ok := try(points, shrink)
			if ok && a.whole {
				return a, true
			}
			if ok && !found {
				second, found = a, true
			}
		}
	}
	return second, found
}
