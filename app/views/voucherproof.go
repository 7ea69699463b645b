package views

import (
	"context"
	"fmt"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/domain/voucher"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// ProveVouchers adds to a report the vouchers of a store whose sums cannot be: what
// a receipt took of one is not what it moved, or more was redeemed than was
// issued. Where somebody by name went past the right, or two counters issued the
// same one, that is no damage; it is noted, and stands in "À vérifier". The journal is read alone, no view.
func ProveVouchers(ctx context.Context, store storage.Store, report *journal.Report) error {
	return store.View(ctx, func(r storage.Reader) error {
		rng := storage.Prefix([]byte{journalEntity, kind.Voucher})
		return eachEntity(r, rng, func(e journal.Entity) error {
			history, err := journal.History(r, e)
			if err != nil {
				return err
			}
			p := proveVoucher(history, e)
			p.into(report)
			return nil
		})
	})
}

// voucherProof is what the entries of one voucher add up to.
type voucherProof struct {
	code             string
	known            bool // its issue is among them
	issued, redeemed int64
	passed           bool // somebody went past the right
	wrong            []string
}

func proveVoucher(history []journal.Positioned, e journal.Entity) voucherProof {
	p := voucherProof{code: e.ID.String()}
	var books journal.Books
	var done []journal.CommandID
	for i := range history {
		at := &history[i]
		books.Apply(&at.Header, e.ID)
		if c := at.Header.Command; !c.IsZero() {
			if slices.Contains(done, c) {
				p.passed = true // it moved twice, which stands in "À vérifier"
				continue
			}
			done = append(done, c)
		}
		in, out := moved(at, e, journal.In), moved(at, e, journal.Out)
		switch kind.Kind(at.Header.Kind) {
		case kind.VoucherIssued:
			p.issue(read[voucher.IssuedFacts](at), in)
		case kind.VoucherReissued:
			if at.Header.Entities[0] == e {
				p.issue(read[voucher.ReissuedFacts](at).New, in)
			} else {
				p.redeemed += out
			}
		case kind.TillRecorded:
			p.redeemed += out - in
			p.receipt(at, e, out-in)
		}
		if books.OnHand() < 0 && slices.ContainsFunc(books.Holdings, func(h journal.Holding) bool { return h.Left() < 0 }) {
			p.passed = true
		}
	}
	return p
}

func (p *voucherProof) issue(f voucher.IssuedFacts, in int64) {
	p.code, p.known = f.Code, true
	p.issued += f.Cents
	if f.Cents != in {
		p.wrong = append(p.wrong, fmt.Sprintf("issued for %d and brought in %d", f.Cents, in))
	}
	if !f.Answered() {
		p.wrong = append(p.wrong, "nobody answers for what was given")
	}
}

// receipt holds what a receipt says against what it moved. One whose facts are not
// here says nothing.
func (p *voucherProof) receipt(at *journal.Positioned, e journal.Entity, took int64) {
	var rec till.Record
	if journal.UnmarshalFacts(read[till.Sealed](at).Record, &rec) != nil {
		return
	}
	if said := fold.VoucherCents(&rec, e.ID); said != took {
		p.wrong = append(p.wrong, fmt.Sprintf("receipt %s says %d and moved %d", rec.Number, said, took))
	}
}

func moved(at *journal.Positioned, e journal.Entity, act journal.MoveAct) (n int64) {
	for _, m := range at.Header.Moves {
		if m.Account == e.ID && m.Act == act {
			n += m.N
		}
	}
	return n
}

func (p *voucherProof) into(report *journal.Report) {
	place := "voucher " + p.code
	if p.known && p.redeemed > p.issued {
		what := fmt.Sprintf("%d were redeemed of %d", p.redeemed, p.issued)
		if p.passed {
			report.Notes = append(report.Notes, place+": "+what+", past the right")
		} else {
			p.wrong = append(p.wrong, what)
		}
	}
	for _, what := range p.wrong {
		report.Faults = append(report.Faults, journal.Fault{Place: place, What: what})
	}
}
