package layout

// slab is a piece of the flow that no page break may cut: a line, a row, a
// code. Its marks are relative to its own top left corner.
type slab struct {
	height float64
	gap    float64 // room above; dropped at the head of a page
	glue   bool    // wants to stay with the slab after it
	turn   bool    // begins a page, unless one has just begun
	marks  []Mark
	head   []slab // set again above this slab when a page begins with it
}

// heightOf is the height of slabs set under each other, the first gap left out.
func heightOf(slabs []slab) float64 {
	total := 0.0
	for i, s := range slabs {
		if i > 0 {
			total += s.gap
		}
		total += s.height
	}
	return total
}

// merge makes one slab of several.
func merge(slabs []slab) slab {
	if len(slabs) == 0 {
		return slab{}
	}
	out := slab{gap: slabs[0].gap}
	for i, s := range slabs {
		if i > 0 {
			out.height += s.gap
		}
		out.marks = append(out.marks, moveAll(s.marks, 0, out.height)...)
		out.height += s.height
	}
	return out
}

// shift moves slabs to the right.
func shift(slabs []slab, dx float64) []slab {
	out := make([]slab, len(slabs))
	for i, s := range slabs {
		s.marks = moveAll(s.marks, dx, 0)
		s.head = shift(s.head, dx)
		out[i] = s
	}
	return out
}

// glued ties all slabs into one group.
func glued(slabs []slab) []slab {
	for i := range slabs {
		slabs[i].glue = i < len(slabs)-1
	}
	return slabs
}

// withGap sets the room above the first slab.
func withGap(slabs []slab, gap float64) []slab {
	if len(slabs) > 0 {
		slabs[0].gap = gap
	}
	return slabs
}

// guarded ties the first two and the last two lines of a text together, so
// that no page begins or ends with a line alone.
func guarded(slabs []slab) []slab {
	if n := len(slabs); n > 1 {
		slabs[0].glue = true
		slabs[n-2].glue = true
	}
	return slabs
}
