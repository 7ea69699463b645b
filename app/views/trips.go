package views

import (
	"slices"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
	"etabli/app/domain/kind"
	"etabli/app/domain/visit"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Trips are the times that somebody came to repair at a customer's home and reported,
// since a moment; of one shop, or of all.
func (v *Views) Trips(r storage.Reader, site string, sinceMS int64, zone *time.Location) (out []figure.Trip, err error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	var ids []journal.EntityID
	err = l.eachState(kind.Visit, func(id journal.EntityID, s *fold.State) {
		if visit.Aim(s.Value(fold.FieldFor)) == visit.Repair && (site == "" || s.Value(fold.FieldSite) == site) && s.TouchedMS >= sinceMS {
			ids = append(ids, id)
		}
	})
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		one, err := l.tripsOf(id, zone)
		if err != nil {
			return nil, err
		}
		out = append(out, one...)
	}
	return out, nil
}

// tripsOf are the reports of a visit: one that was planned again has several.
func (l *look) tripsOf(id journal.EntityID, zone *time.Location) (out []figure.Trip, err error) {
	sub, err := l.whole(kind.Visit, id)
	if err != nil {
		return nil, err
	}
	job, device := id.String(), ""
	if file := sub.state.ID(fold.FieldRepair); !file.IsZero() {
		job = file.String()
		if s, err := l.state(kind.Repair, file); err == nil && !s.Product.IsZero() { // a file of another shop may be unknown here
			device = s.Product.String()
		}
	}
	for i := range sub.history {
		e := &sub.history[i]
		if kind.Kind(e.Header.Kind) != kind.VisitReported || has(sub.state.Repeats, e.Ref()) || has(sub.state.NotApplied, e.Ref()) {
			continue
		}
		f, at := read[visit.ReportedFacts](e), fold.AtMS(e)
		if f.EndedMS != 0 {
			at = f.EndedMS
		}
		out = append(out, figure.Trip{On: civil.At(at, zone), AtMS: at, Done: f.Result == visit.Done, Job: job, Device: device})
	}
	return out, nil
}

// Touch is what the entries of a stretch of time tell of the devices.
type Touch struct {
	Devices, Heard, Entries, Settled, Unordered int
}

// dayMS is how long ago a device that keeps in touch was heard.
const dayMS = 24 * 3600 * 1000

// Touches reads the entries between two moments, which this store holds: the latest
// of each device first, so that older ones are not read at all.
func (v *Views) Touches(r storage.Reader, fromMS, toMS int64) (out Touch, err error) {
	placed, loose, err := journal.Placed(r, 0)
	if err != nil {
		return out, err
	}
	chains := map[journal.ChainID][]journal.Ref{}
	for _, p := range placed {
		chains[p.Ref.Chain] = append(chains[p.Ref.Chain], p.Ref)
	}
	for _, ref := range loose {
		chains[ref.Chain] = append(chains[ref.Chain], ref)
	}
	out.Unordered = len(loose)
	for _, refs := range chains {
		wrote, heard := false, false
		slices.SortFunc(refs, func(a, b journal.Ref) int { return int(b.Seq) - int(a.Seq) })
		for _, ref := range refs {
			e, err := journal.Get(r, ref)
			if err != nil {
				return out, err
			}
			at := fold.AtMS(&e)
			if at < fromMS {
				break
			}
			if at > toMS {
				continue
			}
			wrote, heard = true, heard || at >= toMS-dayMS
			out.Entries++
			if kind.Kind(e.Header.Kind) == kind.ReviewSettled {
				out.Settled++
			}
		}
		if wrote {
			out.Devices++
		}
		if heard {
			out.Heard++
		}
	}
	return out, nil
}
