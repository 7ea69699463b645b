package claim

import (
	"slices"

	"etabli/app/domain/civil"
)

// Risk is something about a claim that goes wrong, or will, unless somebody acts.
type Risk string

// The risks, the worst first.
const (
	PaidTwice   Risk = "refund_twice" // at the till and by another way as well
	RefundLate  Risk = "refund_late"  // promised, and still here after its day
	WrittenLate Risk = "written_late" // no written answer by the day of the rule
	AnswerLate  Risk = "answer_late"
	RefundDue   Risk = "refund_due" // today or tomorrow
	WrittenDue  Risk = "written_due"
	AnswerDue   Risk = "answer_due"  // in the half hour before its time
	NoAccount   Risk = "no_account"  // the customer agreed to a transfer, and their account is not known
	VoucherDue  Risk = "voucher_due" // the customer agreed to one, and has none
	ConfirmLate Risk = "confirm_due" // the decision did not go out in writing within the hour
	OfferOver   Risk = "offer_over"  // its last day passed without an answer
	MediatorDue Risk = "mediator_due"
)

// minuteMS is a minute in milliseconds.
const minuteMS = 60_000

// Watched is what the risks of a claim follow from.
type Watched struct {
	Status       Status
	AnsweredMS   int64
	WrittenMS    int64
	AnswerDueMS  int64      // of the first-answer clock; 0 when none runs
	AnswerBy     civil.Date // for a written answer
	Refund       RefundState
	RefundBy     civil.Date
	RefundOwed   bool
	NoAccount    bool
	VoucherOwed  bool
	PaidTwice    bool
	DecidedMS    int64 // of the offer that stands
	Confirmed    bool
	Replied      bool
	OfferUntil   civil.Date
	MediatorTold bool
	AlertMinutes int // before the first-answer clock ends
}

// Risks are those of a claim at a moment, the worst first. An ended claim has
// only that of money that never left.
func (w Watched) Risks(today civil.Date, nowMS int64) []Risk {
	var out []Risk
	add := func(r Risk, is bool) {
		if is {
			out = append(out, r)
		}
	}
	unanswered, unwritten := w.unanswered(), w.unwritten()
	add(PaidTwice, w.PaidTwice)
	add(RefundLate, w.RefundOwed && w.Refund.Late(w.RefundBy, today))
	add(WrittenLate, unwritten && today > w.AnswerBy)
	add(AnswerLate, unanswered && nowMS > w.AnswerDueMS)
	add(RefundDue, w.RefundOwed && w.Refund.Due(w.RefundBy, today))
	add(WrittenDue, unwritten && today <= w.AnswerBy && today >= w.AnswerBy.AddDays(-2))
	add(AnswerDue, unanswered && nowMS <= w.AnswerDueMS && nowMS >= w.AnswerDueMS-int64(w.AlertMinutes)*minuteMS)
	add(NoAccount, w.RefundOwed && w.NoAccount)
	add(VoucherDue, w.VoucherOwed)
	add(ConfirmLate, w.unconfirmed() && nowMS > w.DecidedMS+ConfirmMinutes*minuteMS)
	add(OfferOver, w.Status == Offered && !w.Replied && w.OfferUntil.Known() && today > w.OfferUntil)
	add(MediatorDue, w.Status == Refused && !w.MediatorTold)
	return out
}

// unanswered tells whether a first answer is owed by a time.
func (w Watched) unanswered() bool {
	return w.Status != Ended && w.AnsweredMS == 0 && w.AnswerDueMS != 0
}

// unwritten tells whether a written answer is owed by a day.
func (w Watched) unwritten() bool { return w.Status != Ended && w.WrittenMS == 0 && w.AnswerBy.Known() }

// unconfirmed tells whether a decision did not go out in writing yet.
func (w Watched) unconfirmed() bool { return w.Status != Ended && w.DecidedMS != 0 && !w.Confirmed }

// risks lists them, the worst first.
var risks = []Risk{PaidTwice, RefundLate, WrittenLate, AnswerLate, RefundDue, WrittenDue, AnswerDue, NoAccount, VoucherDue, ConfirmLate, OfferOver, MediatorDue}

// Worse orders two risks, the worse first.
func Worse(a, b Risk) int { return slices.Index(risks, a) - slices.Index(risks, b) }
