package warranty_test

import (
	"math/rand"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/civil"
	"etabli/app/domain/warranty"
)

// drawn makes days near the life of a guarantee that begins on 2025-01-31.
type drawn struct{ *rapid.T }

func (d drawn) day(label string) civil.Date {
	return civil.Of(2025, 1, 31).AddDays(rapid.IntRange(-20, 1400).Draw(d.T, label))
}

func (d drawn) intervention() warranty.Intervention {
	i := warranty.Intervention{
		File:        rapid.StringMatching(`[A-D]`).Draw(d.T, "file"),
		RequestedOn: d.day("requested"),
		Layer:       rapid.SampledFrom([]warranty.Layer{warranty.LGC, warranty.LGC, warranty.LGC, warranty.COM, warranty.NoLayer}).Draw(d.T, "layer"),
		Result:      rapid.SampledFrom([]warranty.Result{warranty.Repaired, warranty.Repaired, warranty.Repaired, warranty.Replaced, warranty.Unrepaired, warranty.Unfinished}).Draw(d.T, "result"),
		Chose:       rapid.SampledFrom([]warranty.Remedy{warranty.ByRepair, warranty.ByReplacement}).Draw(d.T, "chose"),
	}
	length := rapid.IntRange(0, 60).Draw(d.T, "length")
	if rapid.Bool().Draw(d.T, "handed over") {
		i.HandedOverOn = i.RequestedOn.AddDays(rapid.IntRange(-5, 5).Draw(d.T, "after"))
		length += 6
	}
	switch i.Result {
	case warranty.Unfinished:
	case warranty.Replaced:
		i.ReplacedBy = warranty.Replacement{
			DeliveredOn: i.RequestedOn.AddDays(length),
			Condition:   rapid.SampledFrom([]warranty.Condition{warranty.New, warranty.Refurbished}).Draw(d.T, "condition"),
		}
	default:
		i.ReturnedOn = i.RequestedOn.AddDays(length)
	}
	return i
}

func (d drawn) history(max int) warranty.History {
	var h warranty.History
	for range rapid.IntRange(0, max).Draw(d.T, "interventions") {
		h.Interventions = append(h.Interventions, d.intervention())
	}
	for range rapid.IntRange(0, 2).Draw(d.T, "negotiations") {
		from := d.day("opened")
		h.Negotiations = append(h.Negotiations, warranty.Negotiation{OpenedOn: from, ClosedOn: from.AddDays(rapid.IntRange(0, 80).Draw(d.T, "days"))})
	}
	return h
}

func (d drawn) terms(t *testing.T) warranty.Terms {
	pick := func(id string, choices ...string) []string {
		return []string{id, rapid.SampledFrom(choices).Draw(d.T, id)}
	}
	var all []string
	for _, p := range [][]string{
		pick("several_repairs", "each", "once"), pick("suspension_order", "days_first", "months_first"), pick("presumption_moves", "no", "yes"),
		pick("replacement_by_choice", "continue", "renew"), pick("suspended_by", "any", "covered"),
	} {
		all = append(all, p...)
	}
	return terms(t, all...)
}

func condition(t *rapid.T) warranty.Condition {
	return rapid.SampledFrom([]warranty.Condition{warranty.New, warranty.Used}).Draw(t, "condition")
}

func TestNothingThatHappensShortensAGuarantee(t *testing.T) {
	sale := phone(t, "2025-01-31")
	rapid.Check(t, func(rt *rapid.T) {
		d := drawn{rt}
		sale := sale
		sale.Condition = condition(rt)
		h, tm, on := d.history(5), d.terms(t), d.day("today")
		before := warranty.Conformity(sale, h, on, tm)
		more := h
		more.Interventions = append(append([]warranty.Intervention(nil), h.Interventions...), d.intervention())
		after := warranty.Conformity(sale, more, on, tm)
		if after.End < before.End || after.PresumptionEnd < before.PresumptionEnd {
			rt.Fatalf("%s and %s became %s and %s\nbefore %+v\nafter %+v",
				before.End, before.PresumptionEnd, after.End, after.PresumptionEnd, before.Steps, after.Steps)
		}
		if after.PresumptionEnd > after.End || after.MovedPresumption > after.End {
			rt.Fatalf("the presumption ends on %s or %s, after the guarantee on %s", after.PresumptionEnd, after.MovedPresumption, after.End)
		}
	})
}

func TestTheOrderOfEventsDoesNotMatter(t *testing.T) {
	sale := phone(t, "2025-01-31")
	rapid.Check(t, func(rt *rapid.T) {
		d := drawn{rt}
		h, tm, on := d.history(5), d.terms(t), d.day("today")
		want := warranty.Conformity(sale, h, on, tm)
		shuffled := warranty.History{
			Interventions: append([]warranty.Intervention(nil), h.Interventions...),
			Negotiations:  append([]warranty.Negotiation(nil), h.Negotiations...),
		}
		r := rand.New(rand.NewSource(rapid.Int64().Draw(rt, "shuffle")))
		r.Shuffle(len(shuffled.Interventions), func(i, j int) {
			shuffled.Interventions[i], shuffled.Interventions[j] = shuffled.Interventions[j], shuffled.Interventions[i]
		})
		r.Shuffle(len(shuffled.Negotiations), func(i, j int) {
			shuffled.Negotiations[i], shuffled.Negotiations[j] = shuffled.Negotiations[j], shuffled.Negotiations[i]
		})
		if got := warranty.Conformity(sale, shuffled, on, tm); !reflect.DeepEqual(got, want) {
			rt.Fatalf("got %+v\nwant %+v", got, want)
		}
	})
}

// Goal: overlaps count once. The oracle marks each day of suspension in a set
// and knows nothing of intervals; it adds no months, so that only days move
// the end.
func TestSuspendedDaysAreCountedAsASet(t *testing.T) {
	sale := phone(t, "2025-01-31")
	tm := terms(t)
	rapid.Check(t, func(rt *rapid.T) {
		d := drawn{rt}
		h, on := d.history(4), d.day("today")
		for i := range h.Interventions {
			h.Interventions[i].Layer = warranty.COM
		}
		suspended := map[civil.Date]bool{}
		mark := func(from, to civil.Date) {
			if !to.Known() {
				to = on
			}
			for x := max(from, sale.DeliveredOn); x < to; x++ {
				suspended[x] = true
			}
		}
		for _, i := range h.Interventions {
			stop := i.ReturnedOn
			if i.Result == warranty.Replaced {
				stop = i.ReplacedBy.DeliveredOn
			}
			mark(civil.Earlier(i.RequestedOn, i.HandedOverOn), stop)
		}
		for _, n := range h.Negotiations {
			mark(n.OpenedOn, n.ClosedOn)
		}
		// Day by day: a suspended day that the guarantee still reaches adds one.
		end := sale.DeliveredOn.AddMonths(24)
		for x := sale.DeliveredOn; x <= end; x++ {
			if suspended[x] {
				end++
			}
		}
		if got := warranty.Conformity(sale, h, on, tm); got.End != end {
			rt.Fatalf("ends %s, want %s: %+v", got.End, end, got.Steps)
		}
	})
}

func TestAnOpenRepairOnlyMovesTheEndByTheDaysThatPassed(t *testing.T) {
	sale := phone(t, "2025-01-31")
	tm := terms(t)
	rapid.Check(t, func(rt *rapid.T) {
		d := drawn{rt}
		on := d.day("today")
		i := d.intervention()
		i.Result, i.ReturnedOn = warranty.Unfinished, civil.None
		p, next := warranty.Conformity(sale, history(i), on, tm), warranty.Conformity(sale, history(i), on+1, tm)
		if next.End < p.End || next.End > p.End+1 {
			rt.Fatalf("from one day to the next the end goes from %s to %s", p.End, next.End)
		}
		if p.End > sale.DeliveredOn.AddMonths(24) && !p.Provisional {
			rt.Fatalf("an end that moves is not called provisional: %+v", p)
		}
	})
}
