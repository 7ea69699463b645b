package desk

import (
	"context"
	"slices"

	"etabli/app/views"
)

// Staff are the people whom this device knows: those of its shop first, because one of them
// stands before it.
func (d *Desk) Staff(ctx context.Context) ([]views.Staff, error) {
	people, err := d.App.Staff(ctx)
	return oursFirst(people, d.App.Place().Site), err
}

func oursFirst(people []views.Staff, site string) []views.Staff {
	rank := func(p views.Staff) int {
		switch {
		case p.Site == site:
			return 0
		case slices.Contains(p.Sites, site):
			return 1
		}
		return 2
	}
	out := slices.Clone(people)
	slices.SortStableFunc(out, func(a, b views.Staff) int { return rank(a) - rank(b) })
	return out
}
