package present

import (
	"context"
	"errors"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/app/views"
)

// cashSheet puts cash into the drawer or takes it out.
func (d *TillDay) cashSheet(why string) plan {
	w, practice := d.Words, d.in.practice()
	titles := map[string]string{actFloat: "drawer.float", actIn: "drawer.in", actOut: "drawer.out", actDrop: "drawer.drop"}
	intros := map[string]string{actFloat: "drawer.float.text", actIn: "drawer.in.text", actOut: "drawer.out.text", actDrop: "drawer.drop.text"}
	fields := []SheetField{{Key: "cents", Label: w.T("drawer.sum"), Kind: MoneyInput, Hint: "0,00 €"}}
	if why == actIn || why == actOut {
		fields = append(fields, SheetField{Key: "with", Label: w.T("drawer.with"), Hint: w.T("drawer.with.hint")})
	}
	return plan{
		sheet: Sheet{Title: w.T(titles[why]), Intro: w.T(intros[why]), Submit: w.T("sheet.save"), Fields: fields},
		prepare: func(v values) (job, error) {
			cents, err := d.parseMoney("cents", v["cents"])
			if err == nil && cents == 0 {
				err = fault.New(fault.Missing, "cents")
			}
			if why == actOut || why == actDrop {
				cents = -cents
			}
			in := &service.CashInput{Why: why, Cents: cents, With: strings.TrimSpace(v["with"]), Practice: practice}
			return func(ctx context.Context, call service.Call) error {
				_, err := d.in.ports.Tills.TillCash(ctx, call, in)
				return err
			}, err
		},
	}
}

// The reasons of a difference in the drawer.
var countReasons = []struct{ code, key string }{
	{"change_error", "count.change_error"}, {"not_recorded", "count.not_recorded"}, {"unknown", "count.unknown"},
}

// countSheet asks what lies in the drawer; a difference asks for its reason.
func (d *TillDay) countSheet() plan {
	w, practice, expected := d.Words, d.in.practice(), d.day.Drawer
	reasons := []Choice{{"", w.T("count.agrees")}}
	for _, r := range countReasons {
		reasons = append(reasons, Choice{r.code, w.T(r.key)})
	}
	return plan{
		sheet: Sheet{Title: w.T("drawer.count"), Intro: w.T("drawer.count.text", "sum", w.Money(expected, "EUR")), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "counted_cents", Label: w.T("count.counted"), Kind: MoneyInput, Hint: "0,00 €"},
			{Key: tillReason, Label: w.T("count.reason"), Kind: ChoiceInput, Choices: reasons},
		}},
		prepare: func(v values) (job, error) {
			if err := required("counted_cents", v["counted_cents"]); err != nil {
				return nil, err
			}
			cents, err := d.parseMoney("counted_cents", v["counted_cents"])
			if err != nil {
				return nil, err
			}
			in := &service.CountInput{Counted: cents, Reason: v[tillReason], Practice: practice}
			if cents != expected && in.Reason == "" {
				return nil, fault.New(countDiffers, tillReason, "cents", itoa64(cents-expected))
			}
			return func(ctx context.Context, call service.Call) error {
				_, err := d.in.ports.Tills.TillCount(ctx, call, in)
				return err
			}, nil
		},
	}
}

// countDiffers says by how much a count and the records differ; args: cents.
const countDiffers fault.Code = "till_count_differs"

// closeSheet closes the day and prints its Z.
func (d *TillDay) closeSheet() plan {
	w, practice, day, stale := d.Words, d.in.practice(), d.day, d.stale()
	return plan{
		sheet: Sheet{
			Title: w.T("drawer.close"), Submit: w.T("drawer.close"),
			Intro: w.T("drawer.close.text", "date", w.Date(day.Day), "sum", w.Money(day.Today.Gross, "EUR")),
		},
		prepare: func(values) (job, error) {
			return func(ctx context.Context, call service.Call) error {
				_, err := d.in.ports.Tills.TillClose(ctx, call, &service.CloseInput{Practice: practice})
				if err != nil && (!stale || fault.Of(err).Code != till.NothingOpen) { // a day that was over is closed by itself
					return err
				}
				where, err := d.in.ports.Papers.PrintClosing(ctx, till.OfDay, day.Day, practice.Training)
				d.Post(func() { d.closed(where, err) })
				return nil // the day is closed, printed or not
			}, nil
		},
	}
}

func (d *TillDay) closed(where string, err error) {
	if d.notice = (Notice{Tone: Good, Text: d.Words.T("drawer.closed"), Next: d.Words.T("print.done", "form", d.Words.T("form.till_closing"), "where", where)}); err != nil {
		d.notice = d.Failure(err)
	}
	d.publish()
}

// The reasons of a refund.
var refundReasons = []struct{ code, key string }{
	{"wrong_item", "refund.wrong_item"}, {"defective", "refund.defective"}, {"changed_mind", "refund.changed_mind"},
	{"price_error", "refund.price_error"}, {"goodwill", "refund.goodwill"},
}

// asPaid gives back by the means of the sale.
const asPaid = "as_paid"

// refundTenders are what a part can be given back by.
var refundTenders = []till.Tender{till.InCash, till.Card, till.Transfer, till.Cheque, till.Voucher}

// refundSheet gives back a sale, or those of its lines that are chosen. A voucher
// takes the place of money only when the customer says so.
func (d *TillDay) refundSheet(rec service.ReceiptSheet, part bool) plan {
	w := d.Words
	var reasons, means []Choice
	for _, r := range refundReasons {
		reasons = append(reasons, Choice{r.code, w.T(r.key)})
	}
	first := asPaid
	if !part && !paidSince(rec) {
		means = []Choice{{asPaid, w.T("refund.as_paid")}}
	} else {
		first = string(firstTender(rec))
	}
	for _, t := range refundTenders {
		means = append(means, Choice{string(t), d.tenderName(t)})
	}
	sheet := Sheet{
		Title: w.T("refund.title"), Submit: w.T("refund.title"),
		Intro: w.T("refund.text", "number", rec.Number, "sum", w.Money(rec.Total-rec.Refunded, "EUR")),
	}
	if part {
		for i, l := range rec.Lines {
			sheet.Fields = append(sheet.Fields, SheetField{
				Key: lineKey(i), Label: l.Label + " · " + w.Money(l.Cents, "EUR"), Kind: ChoiceInput, Value: "keep",
				Choices: []Choice{{"keep", w.T("refund.keep")}, {"back", w.T("refund.back")}},
			})
		}
	}
	asked := append(sheet.Fields,
		SheetField{Key: tillReason, Label: w.T("refund.reason"), Kind: ChoiceInput, Choices: reasons},
		SheetField{Key: "tender", Label: w.T("refund.means"), Kind: ChoiceInput, Value: first, Choices: means},
		SheetField{Key: "agreed", Label: w.T("refund.voucher"), Kind: ChoiceInput, Value: "no", Choices: []Choice{{"no", w.T("refund.voucher.no")}, {"yes", w.T("refund.voucher.yes")}}},
	)
	fields := func(v values) []SheetField { return append(slices.Clone(asked), d.transferFields(v["tender"])...) }
	sheet.Fields = fields(answers(asked))
	return plan{sheet: sheet, fields: fields, prepare: func(v values) (job, error) {
		in, err := refundOf(rec, part, v)
		if err != nil {
			return nil, err
		}
		in.Practice, in.BankInput = d.in.practice(), bankOf(v)
		return func(ctx context.Context, call service.Call) error {
			r, err := d.in.ports.Tills.TillRefund(ctx, call, in)
			if made, ok := r.Data.(service.Receipt); ok && err == nil {
				code, paperErr := d.credit(ctx, made, v)
				where, printErr := d.in.ports.Papers.PrintReceipt(ctx, made.Number)
				d.Post(func() { d.refunded(made, code, where, errors.Join(paperErr, printErr)) })
			}
			return err
		}, nil
	}}
}

// credit issues the voucher of a refund that stands for money, and prints it. A
// fault of the goods is one that law owes money for.
func (d *TillDay) credit(ctx context.Context, made service.Receipt, v values) (code string, err error) {
	if till.Tender(v["tender"]) != till.Voucher || *d.in.training {
		return "", nil
	}
	call, err := d.in.ports.Tills.NewCall(d.Desk.Staff)
	if err != nil {
		return "", err
	}
	r, err := d.in.ports.Vouchers.IssueVoucher(ctx, call, &service.IssueVoucherInput{Receipt: made.Number, Legal: v[tillReason] == "defective", Agreed: true})
	if err != nil {
		return "", err
	}
	if issued, ok := r.Data.(views.Voucher); ok {
		code = issued.Code
	}
	_, err = d.in.ports.Papers.PrintVoucher(ctx, code)
	return code, err
}

func (d *TillDay) refunded(made service.Receipt, code, where string, err error) {
	d.notice = Notice{Tone: Good, Text: d.Words.T("refund.done", "number", made.Number, "sum", d.Words.Money(-made.Total, "EUR")), Next: d.printed(where).Text}
	if code != "" {
		d.notice.Text += " " + d.Words.T("voucher.issued", "code", code)
	}
	if err != nil {
		d.notice.Tone, d.notice.Next = Watch, d.Failure(err).Text
	}
	d.publish()
}
