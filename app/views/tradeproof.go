package views

import (
	"context"
	"fmt"

	"etabli/app/domain/claim"
	"etabli/app/domain/kind"
	"etabli/app/domain/loan"
	"etabli/app/domain/preorder"
	"etabli/app/domain/quote"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/app/domain/warranty"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// ProveTrade adds to a report what the trade asks of the entries of a store: goods
// move as their entries say, rights that were passed are named, a unit that is out
// twice is asked about, no verdict stands without its reasons, and tills, debts,
// invoices and contracts add up. The journal is read alone, no view.
func ProveTrade(ctx context.Context, store storage.Store, report *journal.Report) error {
	return store.View(ctx, func(r storage.Reader) error {
		p := prover{r: r, report: report, out: map[journal.EntityID]int{}, money: newMoney()}
		for _, step := range []struct {
			of    uint8
			prove func(journal.Entity, []journal.Positioned)
		}{
			{kind.Repair, p.verdicts}, {kind.Account, p.account}, {kind.Loan, p.loan}, {kind.LoanerUnit, p.unit},
			{kind.Recourse, p.recourse}, {kind.Bonus, p.bonus}, {kind.Sendout, p.sendout},
			{kind.Till, p.till}, {kind.Invoice, p.invoice}, {kind.Contract, p.contract},
			{kind.Claim, p.claim}, {kind.Preorder, p.preorder},
		} {
			if err := p.each(step.of, step.prove); err != nil {
				return err
			}
		}
		p.numbers()
		return p.series()
	})
}

// ProveAll is what verify asks of the trade.
func ProveAll(ctx context.Context, store storage.Store, report *journal.Report) error {
	if err := ProveVouchers(ctx, store, report); err != nil {
		return err
	}
	return ProveTrade(ctx, store, report)
}

type prover struct {
	r      storage.Reader
	report *journal.Report
	out    map[journal.EntityID]int // loans that HQ has ordered and that are out, by unit
	money  money
}

func (p *prover) each(of uint8, prove func(journal.Entity, []journal.Positioned)) error {
	return eachEntity(p.r, storage.Prefix([]byte{journalEntity, of}), func(e journal.Entity) error {
		history, err := journal.History(p.r, e)
		if err == nil {
			prove(e, history)
		}
		return err
	})
}

func (p *prover) wrong(place, what string, args ...any) {
	p.report.Faults = append(p.report.Faults, journal.Fault{Place: place, What: fmt.Sprintf(what, args...)})
}

func (p *prover) note(place, what string, args ...any) {
	p.report.Notes = append(p.report.Notes, place+": "+fmt.Sprintf(what, args...))
}

// verdicts holds that each verdict says why, each decision who took it, and that somebody
// answers for what a quote lets go of.
func (p *prover) verdicts(e journal.Entity, history []journal.Positioned) {
	for i := range history {
		at := &history[i]
		k := kind.Kind(at.Header.Kind)
		if k == kind.RepairQuoted && at.Header.Version > 1 && len(at.Facts) > 0 {
			p.quote("quote "+at.Ref().String()+" of "+e.ID.String(), read[quote.Facts](at))
		}
		if k != kind.WarrantyJudged && k != kind.WarrantyDecided || len(at.Facts) == 0 {
			continue
		}
		f := read[warranty.VerdictFacts](at)
		place := "verdict " + at.Ref().String() + " of " + e.ID.String()
		if len(f.Reasons) == 0 {
			p.wrong(place, "it gives no reason")
		}
		if k == kind.WarrantyDecided && len(f.By) == 0 {
			p.wrong(place, "nobody decided it")
		}
		if f.Rules.Version == "" {
			p.wrong(place, "it names no rules")
		}
	}
}

// quote holds that somebody answers for what a quote lets go of, and for a thin margin.
func (p *prover) quote(place string, f quote.Facts) {
	if f.Lowered != nil && !f.Lowered.Answered() {
		p.wrong(place, "nobody answers for what was let go of")
	}
	if !f.Answered() {
		p.wrong(place, "nobody answers for its margin")
	}
}

// claim holds that each offer, beside what its author knew to be granted, is within what
// they may decide, or was allowed.
func (p *prover) claim(e journal.Entity, history []journal.Positioned) {
	for i := range history {
		at := &history[i]
		if kind.Kind(at.Header.Kind) == kind.ClaimDecided && len(at.Facts) > 0 {
			if f := read[claim.DecidedFacts](at); !f.Answered(grantedFor(at, e, history)) {
				p.wrong("offer "+at.Ref().String()+" of "+e.ID.String(), "nobody answers for what it costs")
			}
		}
	}
}

// grantedFor is what offers cost that stood granted as far as the author of an offer
// knew: accepted, or paid out.
func grantedFor(of *journal.Positioned, e journal.Entity, history []journal.Positioned) (cents int64) {
	knew := fold.Knew(of, e)
	cost, granted := map[int]int64{}, map[int]bool{}
	for i := range history {
		at := &history[i]
		if !knew(at.Ref()) || len(at.Facts) == 0 {
			continue
		}
		switch kind.Kind(at.Header.Kind) {
		case kind.ClaimDecided:
			f := read[claim.DecidedFacts](at)
			cost[f.N] = f.Cost()
		case kind.ClaimReplied:
			f := read[claim.RepliedFacts](at)
			granted[f.N] = f.Answer == claim.Yes
		case kind.RefundStepped:
			f := read[claim.RefundFacts](at)
			granted[f.N] = granted[f.N] || f.State.Left()
		}
	}
	for n, yes := range granted {
		if yes {
			cents += cost[n]
		}
	}
	return cents
}

// preorder holds that somebody answers for what an order of a customer lets go of.
func (p *prover) preorder(e journal.Entity, history []journal.Positioned) {
	for i := range history {
		at := &history[i]
		if kind.Kind(at.Header.Kind) == kind.PreorderPlaced && len(at.Facts) > 0 {
			if f := read[preorder.PlacedFacts](at); f.Lowered != nil && !f.Lowered.Answered() {
				p.wrong("order "+f.Number, "nobody answers for what was let go of")
			}
		}
	}
}

// account holds what entries say of goods against what they moved, and names the
// chains that took goods that were not theirs to promise.
func (p *prover) account(e journal.Entity, history []journal.Positioned) {
	place := "account " + e.ID.String()
	var books journal.Books
	for i := range history {
		at := &history[i]
		books.Apply(&at.Header, e.ID)
		said, known := goodsSaid(at, e.ID)
		if moved := moved(at, e, journal.In) - moved(at, e, journal.Out); known && said != moved {
			p.wrong(place, "entry %s says %d and moved %d", at.Ref(), said, moved)
		}
	}
	if elsewhere(history, e.ID, books) {
		return
	}
	if books.OnHand() < 0 {
		p.note(place, "%d more went out than came in", -books.OnHand())
	}
	for _, h := range books.Holdings {
		if h.Left() < 0 {
			p.note(place, "%s took %d that were not its own to promise", h.Chain, -h.Left())
		}
	}
	if n := books.Short(); n > 0 {
		p.note(place, "%d are missing for what was promised", n)
	}
}

// elsewhere tells whether these are the books of another shop, of which only the
// entries are here that are about a file of ours: what HQ tells of it is not their sum.
func elsewhere(history []journal.Positioned, account journal.EntityID, books journal.Books) bool {
	for i := len(history) - 1; i >= 0; i-- {
		if at := &history[i]; kind.Kind(at.Header.Kind) == kind.StockTold {
			for _, l := range read[stock.FiguresToldFacts](at).Lines {
				if journal.EntityID(stock.AccountID(l.Part, l.Place)) == account {
					return l.N > books.OnHand()
				}
			}
		}
	}
	return false
}

// goodsSaid is what the facts of an entry say came to an account, less what left
// it; unknown for other kinds, and where the facts are not here.
func goodsSaid(at *journal.Positioned, account journal.EntityID) (n int64, known bool) {
	if len(at.Facts) == 0 {
		return 0, false
	}
	add := func(l stock.Line, sign int64) {
		if journal.EntityID(stock.AccountID(l.Part, l.Place)) == account {
			n += sign * l.N
		}
	}
	switch kind.Kind(at.Header.Kind) {
	case kind.StockReceived:
		for _, l := range read[stock.ReceivedFacts](at).Lines {
			add(l.Line, 1)
		}
	case kind.StockMoved:
		f := read[stock.MovedFacts](at)
		for _, l := range f.Lines {
			add(l, -1)
			l.Place = f.To
			add(l, 1)
		}
	case kind.StockUsed:
		f := read[stock.UsedFacts](at)
		for _, l := range f.Lines {
			add(l, -1)
		}
		for _, l := range f.Old {
			add(l, 1)
		}
	case kind.TillRecorded:
		f := read[till.Sealed](at)
		for _, l := range f.Goods {
			add(l, -1)
		}
		for _, l := range f.Back {
			add(l, 1)
		}
	case kind.StockAdjusted:
		add(read[stock.AdjustedFacts](at).Line, 1)
	case kind.StockCounted:
		f := read[stock.CountedFacts](at)
		for _, l := range f.Lines {
			add(stock.Line{Part: l.Part, Place: f.Place, N: l.Counted - l.Books}, 1)
		}
	default:
		return 0, false
	}
	return n, true
}

// loan counts the units that are out, as far as HQ has ordered that.
func (p *prover) loan(e journal.Entity, history []journal.Positioned) {
	s := fold.Fold(history, e)
	if loan.Status(s.Status) != loan.Out {
		return
	}
	for i := range history {
		if h := &history[i]; kind.Kind(h.Header.Kind) == kind.LoanIssued && h.Position > 0 {
			for _, about := range h.Header.Entities {
				if about.Type == journal.EntityType(kind.LoanerUnit) {
					p.out[about.ID]++
				}
			}
		}
	}
}

// unit holds that a unit that is out twice, or more often than it came, is an item
// of "À vérifier", or was one that somebody settled.
func (p *prover) unit(e journal.Entity, history []journal.Positioned) {
	onHand, settled := int64(0), false
	for i := range history {
		h := &history[i]
		settled = settled || kind.Kind(h.Header.Kind) == kind.ReviewSettled
		if h.Position > 0 {
			onHand += moved(h, e, journal.In) - moved(h, e, journal.Out)
		}
	}
	if out := p.out[e.ID]; (out > 1 || onHand < 0) && !settled && len(fold.Fold(history, e).Items) == 0 {
		p.wrong("loaner "+e.ID.String(), "it is out %d times, %d is here, and nobody is asked about it", out, onHand)
	}
}
