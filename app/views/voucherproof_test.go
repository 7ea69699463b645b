package views_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/app/domain/voucher"
	"etabli/app/views"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

var (
	bon       = voucher.FormatCode([voucher.CodeChars]byte{1, 2, 3, 4, 5, 6, 7, 8})
	bonEntity = journal.Entity{Type: journal.EntityType(kind.Voucher), ID: views.VoucherID(bon)}
)

func moving(n int64, acts ...journal.MoveAct) (out []journal.Move) {
	for _, act := range acts {
		out = append(out, journal.Move{Account: bonEntity.ID, Act: act, N: n})
	}
	return out
}

func issuing(cents int64) entry {
	return entry{
		kind: kind.VoucherIssued, entities: []journal.Entity{bonEntity}, moves: moving(cents, journal.In, journal.Mint),
		facts: voucher.IssuedFacts{Code: bon, Cents: cents, Until: "2027-11-28", From: voucher.Goodwill, Site: "LIL"},
	}
}

// receipting is a receipt that says one sum and moves another, which are the same
// unless somebody tampered with it.
func receipting(number string, says, moves int64) entry {
	record := till.Record{Form: till.Form, Kind: till.Sale, Number: number, Payments: []till.Paid{{Tender: till.Voucher, Cents: says, Ref: bon}}}
	acts, n := []journal.MoveAct{journal.Out, journal.Use}, moves
	if moves < 0 {
		acts, n = []journal.MoveAct{journal.In, journal.Mint}, -moves
	}
	raw, err := journal.MarshalFacts(record)
	if err != nil {
		panic(err)
	}
	return entry{kind: kind.TillRecorded, entities: []journal.Entity{bonEntity}, moves: moving(n, acts...), facts: till.Sealed{Record: raw}}
}

func returning(n int64) entry {
	return entry{kind: kind.RightsReturned, entities: []journal.Entity{bonEntity}, moves: moving(n, journal.Return), facts: stock.RightFacts{N: n}}
}

// grant lets HQ give a chain rights.
func grant(hq *device, to journal.ChainID, n int64) {
	p := hq.write(entry{
		kind: kind.VoucherGranted, entities: []journal.Entity{bonEntity}, moves: moving(n, journal.Grant),
		facts: voucher.GrantedFacts{Code: bon, N: n, Chain: to[:]},
	})
	d := journal.Draft{Moves: p.Header.Moves}
	d.Give(to)
	p.Header.Extensions = d.Extensions
}

func proved(t testing.TB, r *replica) (report journal.Report) {
	t.Helper()
	if err := views.ProveVouchers(t.Context(), r.store, &report); err != nil {
		t.Fatal(err)
	}
	return report
}

// books are those of the voucher as a device knows them.
func (d *device) books() (b journal.Books) {
	for _, p := range d.known {
		b.Apply(&p.Header, bonEntity.ID)
	}
	return b
}

// Whatever tills do within their rights, hearing of each other or not, and in
// whatever order it arrives: the rest is never negative, what was redeemed is never
// more than what was issued, and the state is the same.
func TestNoVoucherIsRedeemedForMoreThanItWasIssuedFor(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(4)
		hq, tills := w.devices[3], w.devices[:3]
		tills[0].write(issuing(rapid.Int64Range(1, 9_000).Draw(rt, "issued")))
		for i := range rapid.IntRange(0, 16).Draw(rt, "acts") {
			d := rapid.SampledFrom(tills).Draw(rt, "till")
			left := d.books().Left(d.chain)
			switch rapid.IntRange(0, 3).Draw(rt, "act") {
			case 0:
				d.hear(rapid.SampledFrom(w.devices).Draw(rt, "other"))
			case 1:
				if n := rapid.Int64Range(1, 9_000).Draw(rt, "cents"); n <= left {
					d.write(receipting(fmt.Sprint("LIL1-", i), n, n))
				}
			case 2:
				if left > 0 {
					d.write(returning(left))
					hq.hear(d)
				}
			case 3:
				if free := hq.books().Free(); free > 0 {
					grant(hq, d.chain, free)
					d.hear(hq)
				}
			}
		}
		w.order(rapid.IntRange(0, len(w.entries)).Draw(rt, "ordered"), func(free int) int { return rapid.IntRange(0, free-1).Draw(rt, "next") })
		r := newReplica(rt)
		arrivals(rt, r, t, w)
		s := fold.Fold(w.of(bonEntity), bonEntity)
		if want, err := s.Bytes(); err != nil || !bytes.Equal(stateOf(rt, t, r, bonEntity), want) {
			rt.Fatal("the stored state differs from the fold of the log")
		}
		if s.Sum(fold.Books).N < 0 {
			rt.Fatalf("the rest is %d", s.Sum(fold.Books).N)
		}
		for _, item := range s.Items {
			if item.Rule == fold.BelowZero {
				rt.Fatal("an item says that more was redeemed than there was")
			}
		}
		if report := proved(t, r); len(report.Faults)+len(report.Notes) > 0 {
			rt.Fatalf("%+v", report)
		}
	})
}

// Goodwill without a claim says by itself who answers for it.
func TestSomebodyAnswersForWhatWasGiven(t *testing.T) {
	for _, c := range []struct {
		name     string
		capCents int64
		by       string
		faults   int
	}{{"within one's own", 6000, "", 0}, {"allowed", 2000, "sophie", 0}, {"by nobody", 2000, "", 1}, {"before anybody kept it", 0, "", 0}} {
		w := newWorld(1)
		given := issuing(6000)
		f := given.facts.(voucher.IssuedFacts)
		f.CapCents, f.ApprovedBy = c.capCents, c.by
		given.facts = f
		w.devices[0].write(given)
		w.order(len(w.entries), first)
		r := newReplica(t)
		r.all(t, w)
		if report := proved(t, r); len(report.Faults) != c.faults {
			t.Errorf("%s: %+v", c.name, report.Faults)
		}
	}
}

func TestASumThatCannotBeIsNamed(t *testing.T) {
	for _, c := range []struct {
		name  string
		write func(one, two *device)
		fault string
		note  string
	}{
		{"a receipt that says less than it took", func(one, _ *device) { one.write(receipting("LIL1-1", 500, 5000)) }, "receipt LIL1-1 says 500 and moved 5000", ""},
		{"a receipt that put nothing back", func(one, _ *device) { one.write(receipting("LIL1-2", -500, 0)) }, "receipt LIL1-2 says -500", ""},
		{"somebody answered for it by name", func(one, two *device) {
			one.write(receipting("LIL1-1", 6000, 6000))
			two.write(receipting("ROU1-1", 1000, 1000))
		}, "", "7000 were redeemed of 6000"},
		{"two counters issued the same one, cut off from each other", func(one, two *device) {
			again := issuing(6000)
			again.command = "issue"
			two.write(again)
			one.write(receipting("LIL1-1", 6000, 6000))
			two.write(receipting("LIL2-1", 6000, 6000))
		}, "", "12000 were redeemed of 6000"},
		{"all as it should be", func(one, _ *device) {
			one.write(receipting("LIL1-1", 6000, 6000))
			one.write(receipting("LIL1-2", -6000, -6000))
			one.write(receipting("LIL1-3", 2000, 2000))
		}, "", ""},
	} {
		w := newWorld(2)
		begin := issuing(6000)
		begin.command = "issue"
		w.devices[0].write(begin)
		c.write(w.devices[0], w.devices[1])
		w.order(len(w.entries), first)
		r := newReplica(t)
		r.all(t, w)
		report := proved(t, r)
		faults, notes := fmt.Sprint(report.Faults), strings.Join(report.Notes, "; ")
		if (c.fault == "") != (len(report.Faults) == 0) || !strings.Contains(faults, c.fault) || (c.note == "") != (notes == "") || !strings.Contains(notes, c.note) {
			t.Errorf("%s: faults %s, notes %s", c.name, faults, notes)
		}
	}
}
