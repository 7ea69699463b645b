package figure

import (
	"cmp"
	"slices"

	"etabli/app/domain/civil"
)

// held tells which repairs held: of those handed back as repaired long enough
// ago, how many devices stayed away for a while; and of the devices that came,
// how many come soon after a repair. A device nobody can tell from others is left
// out of both.
func (w weeks) held(m Material) (fixed, again shares) {
	fixed, again = w.shares(), w.shares()
	for _, visits := range byDevice(m.Samples) {
		for i, s := range visits {
			next := civil.None
			if i+1 < len(visits) {
				next = visits[i+1].ReceivedOn
			}
			w.fixed(&fixed, s, next, m.Short)
			w.again(&again, visits[:i], s, m.Long)
		}
	}
	return fixed, again
}

// byDevice are the samples of each device, in the order in which it came.
func byDevice(samples []Sample) map[string][]Sample {
	out := map[string][]Sample{}
	for _, s := range samples {
		if s.Device != "" && s.ReceivedOn.Known() {
			out[s.Device] = append(out[s.Device], s)
		}
	}
	for _, visits := range out {
		slices.SortStableFunc(visits, func(a, b Sample) int { return cmp.Compare(a.ReceivedOn, b.ReceivedOn) })
	}
	return out
}

func (w weeks) fixed(to *shares, s Sample, next civil.Date, short int) {
	at := w.of(s.ReturnedOn)
	if at < 0 || !s.Repaired || s.ReturnedOn.AddDays(short) > w.on {
		return // too early to tell
	}
	to.all[at]++
	if !next.Known() || next > s.ReturnedOn.AddDays(short) {
		to.of[at]++
	}
}

func (w weeks) again(to *shares, before []Sample, s Sample, long int) {
	at := w.of(s.ReceivedOn)
	if at < 0 {
		return
	}
	to.all[at]++
	for _, b := range before {
		if b.ReturnedOn.Known() && b.ReturnedOn <= s.ReceivedOn && s.ReceivedOn <= b.ReturnedOn.AddDays(long) {
			to.of[at]++
			return
		}
	}
}
