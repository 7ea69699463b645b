package views

import (
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/loan"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/storage/journal"
)

type teller = func(l *look, e *journal.Positioned, t *TimelineItem)

// plainly says only that something was done.
func plainly(what string) teller {
	return func(_ *look, _ *journal.Positioned, t *TimelineItem) { t.What = what }
}

var loanSayings = sayings{
	kind.LoanerSaved: plainly("timeline.loaner_saved"),
	kind.LoanReserved: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.loan_asked"
		if read[loan.ReservedFacts](e).Confirmed {
			t.What = "timeline.loan_reserved"
		}
	},
	kind.LoanConfirmed: plainly("timeline.loan_confirmed"),
	kind.LoanIssued: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.loan_issued"
		t.was(read[loan.IssuedFacts](e).IssuedMS)
	},
	kind.LoanReturned: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[loan.ReturnedFacts](e)
		t.What = "timeline.loan_returned"
		t.was(f.ReturnedMS)
		if f.Outcome() == loan.Damaged {
			t.What = "timeline.loan_damaged"
		}
	},
	kind.LoanExtended: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.loan_extended"
		t.set("days", strconv.Itoa(read[loan.ExtendedFacts](e).Days))
	},
	kind.LoanDeposit: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[loan.DepositFacts](e)
		t.What = "timeline.loan_deposit_" + f.Act
		t.set("amount", repair.FormatAmount(f.Cents, "EUR"))
	},
	kind.LoanLost: plainly("timeline.loan_lost"),
	kind.LoanSold: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[loan.SoldFacts](e)
		t.What = "timeline.loan_sold"
		t.set("amount", repair.FormatAmount(f.Cents, f.Currency))
	},
	kind.LoanCancelled:  plainly("timeline.loan_cancelled"),
	kind.LoanReminded:   plainly("timeline.loan_reminded"),
	kind.LoanerChecked:  plainly("timeline.loaner_checked"),
	kind.LoanPolicySaid: plainly("timeline.loan_policy"),
	kind.LoanFreed:      plainly("timeline.loan_freed"),
}

var stockSayings = sayings{
	kind.PartSaved:       plainly("timeline.part_saved"),
	kind.PartPriced:      plainly("timeline.part_priced"),
	kind.StockReceived:   plainly("timeline.stock_received"),
	kind.ReceiptAssigned: plainly("timeline.stock_assigned"),
	kind.StockMoved: func(l *look, e *journal.Positioned, t *TimelineItem) {
		f := read[stock.MovedFacts](e)
		t.What = "timeline.stock_moved"
		t.set("to", string(f.To))
		var taker journal.EntityID
		if taker.UnmarshalText([]byte(f.Taker)) == nil && !taker.IsZero() {
			t.What = "timeline.stock_handed_over"
			name, err := l.author(taker)
			if err == nil {
				t.set("name", name)
			}
		}
	},
	kind.StockUsed: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		n := int64(0)
		for _, l := range read[stock.UsedFacts](e).Lines {
			n += l.N
		}
		t.What = "timeline.stock_used"
		t.set("n", strconv.FormatInt(n, 10))
	},
	kind.StockAdjusted: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[stock.AdjustedFacts](e)
		t.What = "timeline.stock_adjusted"
		t.set("n", strconv.FormatInt(f.Line.N, 10))
		t.set("reason", f.Reason)
	},
	kind.StockCounted: plainly("timeline.stock_counted"),
	kind.ReorderSaid:  plainly("timeline.stock_reorder"),
	kind.TransferSent: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[stock.SentFacts](e)
		t.What = "timeline.transfer_sent"
		t.set("number", f.Number)
		t.set("to", string(f.To))
	},
	kind.TransferArrived: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.transfer_arrived"
		t.set("number", read[stock.ArrivedFacts](e).Number)
	},
	kind.TransferClosed: plainly("timeline.transfer_closed"),
	kind.TransferTold:   plainly("timeline.transfer_told"),
	kind.StockTold:      plainly("timeline.stock_told"),
	kind.SupplierSaved:  plainly("timeline.supplier_saved"),
	kind.OrderPlaced: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.order_placed"
		t.set("supplier", read[stock.OrderedFacts](e).Supplier)
	},
	kind.OrderAnswered: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.order_answered"
		t.set("state", string(read[stock.AnsweredFacts](e).State))
	},
	kind.OrderCancelled: plainly("timeline.order_cancelled"),
	kind.SentBack:       plainly("timeline.stock_sent_back"),
	kind.BackCredited:   plainly("timeline.stock_credited"),
}

var promiseSayings = sayings{
	kind.PromiseMade: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.promise_asked"
		if read[stock.PromisedFacts](e).Confirmed {
			t.What = "timeline.promise_made"
		}
	},
	kind.PromiseConfirmed: plainly("timeline.promise_confirmed"),
	kind.PromiseEnded:     plainly("timeline.promise_ended"),
	kind.PromiseFreed:     plainly("timeline.promise_freed"),
	kind.RightsAsked:      sayRights("timeline.rights_asked"),
	kind.RightsGranted:    sayRights("timeline.rights_granted"),
	kind.RightsReturned:   sayRights("timeline.rights_returned"),
	kind.RightsReclaimed:  sayRights("timeline.rights_reclaimed"),
	kind.Exchanged: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[stock.ExchangedFacts](e)
		t.What, t.Public = "timeline.exchanged", true
		t.set("old", f.OldSerial)
		t.set("new", f.NewSerial)
	},
	kind.CoreSettled: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.core_settled"
		t.set("state", read[stock.CoreFacts](e).State)
	},
}

func sayRights(what string) teller {
	return func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = what
		t.set("n", strconv.FormatInt(read[stock.RightFacts](e).N, 10))
	}
}
