package present

import (
	"context"
	"slices"
	"time"

	"etabli/app/views"
)

// The rhythm of the search for promises at risk: it rests between two runs and
// reads in chunks.
const (
	riskEvery = 2 * time.Second
	riskChunk = 256
)

// atRisk keeps the open repairs whose promise is close or past, the worst first.
type atRisk struct {
	stay  *stay
	port  Lists
	tell  func()
	pulse *pulse
	lane  lane
	ids   []ID
	known bool
}

func newAtRisk(s *stay, port Lists, tell func()) *atRisk {
	r := &atRisk{stay: s, port: port, tell: tell}
	r.pulse = newPulse(s.Env, riskEvery, r.load)
	return r
}

func (r *atRisk) load() {
	today := r.stay.today()
	ask(r.stay, &r.lane, func(ctx context.Context) ([]ID, error) {
		return findRisks(ctx, r.port, today)
	}, func(ids []ID, err error) {
		r.pulse.done()
		if err != nil {
			return // the list itself says that reading failed
		}
		r.ids, r.known = ids, true
		r.tell()
	})
}

// findRisks reads the open repairs, the most urgent first, until a whole chunk
// has no promise at risk.
func findRisks(ctx context.Context, port Lists, today string) ([]ID, error) {
	open, err := port.ListIDs(ctx, views.Filter{Scope: views.Open, ByDue: true})
	if err != nil {
		return nil, err
	}
	type found struct {
		id   ID
		days int
	}
	var all []found
	for chunk := range slices.Chunk(open, riskChunk) {
		rows, err := port.Rows(ctx, chunk)
		if err != nil {
			return nil, err
		}
		before := len(all)
		for _, row := range rows {
			if worst := riskOf(row, today); worst.found {
				all = append(all, found{row.ID, worst.days})
			}
		}
		if len(all) == before {
			break
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return a.days - b.days })
	ids := make([]ID, len(all))
	for i, f := range all {
		ids[i] = f.id
	}
	return ids, nil
}
