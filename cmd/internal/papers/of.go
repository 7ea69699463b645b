package papers

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/printing/spool"
	"etabli/storage/journal"
)

// The forms of the till. The queue knows their subject by its number.
const (
	TillReceipt Form = "payment-receipt"
	TillClosing Form = "closing" // its number is level/period, or the period alone
)

// DuplicateAtTill says that the duplicate of a receipt is made at the till, which
// records it.
const DuplicateAtTill fault.Code = "duplicate_at_till"

// ByWord tells whether a form is asked for by a number or a word that is no file.
func ByWord(form Form) bool {
	return OfShop(form) || slices.Contains([]Form{TillReceipt, TillClosing, VoucherForm, InvoiceForm, MonthlyInvoice}, form)
}

// Known tells whether a form is printed from the store.
func Known(form Form) bool {
	return ByWord(form) || OfFile(form) || OfTrade(form) || form == Intervention || form == RenewalLetter
}

// Of makes the form of whatever an order is about and names its file, with nothing
// private. It is the one way from the store to paper: of the queue, the screens
// and the command line.
func (s Source) Of(ctx context.Context, o spool.Order, order Order) (made Made, title string, err error) {
	switch form := order.Form; {
	case form == TillClosing:
		return s.closingOf(ctx, o, order)
	case ByWord(form):
		return s.byWord(ctx, o.Ref, order)
	}
	raw, err := hex.DecodeString(o.Entity)
	if err != nil || len(raw) != len(journal.EntityID{}) {
		return made, "", fault.New(fault.NotFound, "number", "what", "repair")
	}
	return s.about(ctx, journal.EntityID(raw), order)
}

// byWord makes what is asked for by a number or a word.
func (s Source) byWord(ctx context.Context, ref string, o Order) (made Made, title string, err error) {
	switch o.Form {
	case TillReceipt:
		made, err = s.Receipt(ctx, ref, o)
		return made, ref, err
	case VoucherForm:
		made, err = s.Voucher(ctx, ref, o)
		return made, string(VoucherForm) + "-" + lastOf(ref), err // the code is as good as money
	case InvoiceForm, MonthlyInvoice:
		made, err = s.Invoice(ctx, ref, o)
		return made, ref, err
	}
	return s.Shop(ctx, ref, o)
}

// closingOf makes the Z of a period.
func (s Source) closingOf(ctx context.Context, o spool.Order, order Order) (made Made, title string, err error) {
	level, period, named := strings.Cut(o.Ref, "/")
	if !named {
		period = o.Ref
		level = string(levelOf(period))
	}
	made, err = s.Closing(ctx, service.PeriodInput{Level: till.Level(level), Period: period, Practice: service.Practice{Training: o.Practice}}, order)
	at := s.App.Place()
	title = "Z-" + at.Site + at.Device + "-" + period
	if o.Practice {
		title += "-T"
	}
	return made, title, err
}

// levelOf tells a year from a month and a day by how it is written.
func levelOf(period string) till.Level {
	switch len(period) {
	case len("2006"):
		return till.OfYear
	case len("2006-01"):
		return till.OfMonth
	}
	return till.OfDay
}

// about makes what is about an entity.
func (s Source) about(ctx context.Context, id journal.EntityID, o Order) (made Made, title string, err error) {
	if OfTrade(o.Form) {
		return s.Trade(ctx, id, o)
	}
	switch o.Form {
	case Intervention:
		return s.VisitPaper(ctx, id, o)
	case RenewalLetter:
		return s.Renewal(ctx, id, o)
	case LoanAgreement, LoanReturn:
		at, err := s.loanOf(ctx, id)
		if err != nil {
			return made, "", err
		}
		made, err = s.Make(ctx, id, o)
		return made, at.Number + "-" + string(o.Form), err
	}
	file, err := s.App.Repair(ctx, id)
	if err != nil {
		return made, "", err
	}
	made, err = s.Make(ctx, id, o)
	return made, file.Number + "-" + string(o.Form), err
}
