package figure

import (
	"cmp"
	"slices"

	"etabli/app/domain/civil"
)

// VisitFix is how many jobs at customers' homes one visit was enough for.
const VisitFix ID = "visit_fix"

// Trip is one time that somebody came to repair, and could. A door that nobody
// opened is none.
type Trip struct {
	On     civil.Date
	AtMS   int64
	Done   bool
	Job    string // the file, or the visit when it has none
	Device string // of the file
}

// visitFix counts the jobs whose first trip lies in the period: solved by it, when
// nobody came for the job again, and its device was not brought, within the short
// time.
func (m Matter) visitFix(id ID, in Span) Line {
	jobs := map[string][]Trip{}
	for _, t := range m.Trips {
		jobs[t.Job] = append(jobs[t.Job], t)
	}
	part, all := int64(0), int64(0)
	for _, trips := range jobs {
		slices.SortFunc(trips, func(a, b Trip) int { return cmp.Compare(a.AtMS, b.AtMS) })
		first := trips[0]
		until := first.On.AddDays(m.Short)
		if !in.Has(first.On) || until > m.Today {
			continue
		}
		all++
		again := len(trips) > 1 && trips[1].On <= until || slices.ContainsFunc(m.Cases, func(c Case) bool {
			return first.Device != "" && c.Device == first.Device && c.ReceivedOn > first.On && c.ReceivedOn <= until
		})
		if first.Done && !again {
			part++
		}
	}
	return shareOf(id, part, all)
}

// Use is how the paid hours of one person went, where figures are told by person.
type Use struct {
	Name     string `json:"name"`
	PaidMS   int64  `json:"paid_ms"`     // working days of the period without absences, at the hours of a week
	HandsMS  int64  `json:"hands_on_ms"` // on the bench and at customers' homes
	BilledMS int64  `json:"billed_ms"`   // of it, for what somebody pays
	Share    int64  `json:"share_permille"`
	Jobs     int    `json:"jobs"`
	PerDay   int64  `json:"jobs_per_day_tenths"`
}

// Of fills in what follows from the hours and the days that were worked.
func (u Use) Of(days int, weekMinutes int64) Use {
	u.PaidMS = int64(days) * weekMinutes * 60_000 / 5
	if u.Share = NoCase; u.PaidMS > 0 {
		u.Share = permille(u.BilledMS, u.PaidMS)
	}
	if days > 0 {
		u.PerDay = int64(u.Jobs) * 10 / int64(days)
	}
	return u
}

// Sync is how the devices of a business keep in touch.
type Sync struct {
	From      civil.Date `json:"from"`
	To        civil.Date `json:"to"`
	Devices   int        `json:"devices"`         // that wrote something in the period
	Heard     int        `json:"heard"`           // of them, of which something of the last 24 hours is here
	Share     int64      `json:"share_permille"`  // heard of devices; -1 without devices
	Entries   int        `json:"entries"`         // of the period
	Clashes   int        `json:"clashes"`         // that people settled in the period, or that wait
	Rate      int64      `json:"clash_permyriad"` // clashes in ten thousand entries; -1 without entries
	Unordered int        `json:"unordered"`       // entries that HQ did not order yet
}

// Of fills in the shares.
func (s Sync) Of() Sync {
	s.Share, s.Rate = NoCase, NoCase
	if s.Devices > 0 {
		s.Share = permille(int64(s.Heard), int64(s.Devices))
	}
	if s.Entries > 0 {
		s.Rate = int64(s.Clashes) * 10_000 / int64(s.Entries)
	}
	return s
}
