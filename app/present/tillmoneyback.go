package present

import (
	"cmp"
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
)

// paidOf is what was paid of a sale that stands; zero for anything else.
func paidOf(rec *service.ReceiptSheet) int64 {
	if rec.Kind != till.Sale {
		return 0
	}
	return rec.Total - rec.Refunded - rec.Owed
}

// moneyBackSheet gives money back while the sale stands: it was paid twice, before law
// allows, or with more cash than law allows. What is owed again has its day.
func (d *TillDay) moneyBackSheet(rec service.ReceiptSheet) plan {
	w := d.Words
	sum := ""
	if rec.Owed < 0 { // two tills took it
		sum = d.typedMoney(-rec.Owed)
	}
	var reasons, means []Choice
	for _, r := range till.BackReasons() {
		reasons = append(reasons, Choice{r, w.T("back.reason." + r)})
	}
	for _, t := range refundTenders {
		if t != till.Voucher {
			means = append(means, Choice{string(t), d.tenderName(t)})
		}
	}
	fields := func(v values) []SheetField {
		tender, ref := cmp.Or(v["payments.0.tender"], string(firstTender(rec))), w.T("payment.ref")
		if tender == string(till.Transfer) {
			ref = w.T("preorders.back.ref")
		}
		list := []SheetField{
			{Key: tillReason, Label: w.T("refund.reason"), Kind: ChoiceInput, Value: v[tillReason], Choices: reasons},
			{Key: "payments.0.cents", Label: w.T("back.sum"), Kind: MoneyInput, Value: sum},
			{Key: "payments.0.tender", Label: w.T("refund.means"), Kind: ChoiceInput, Value: string(firstTender(rec)), Choices: means},
			{Key: "ref", Label: ref},
		}
		list = append(list, d.transferFields(tender)...)
		if r := v[tillReason]; r != "" && r != till.PaidTwice {
			list = append(list, SheetField{Key: "due_on", Label: w.T("back.due"), Kind: DateInput, Hint: w.T("back.due.hint")})
		}
		return list
	}
	return plan{
		sheet: Sheet{
			Title: w.T("back.title"), Submit: w.T("back.title"),
			Intro: w.T("back.text", "number", rec.Number, "sum", w.Money(paidOf(&rec), "EUR")), Fields: fields(values{}),
		},
		fields:  fields,
		prepare: func(v values) (job, error) { return d.moneyBack(rec, v) },
	}
}

func (d *TillDay) moneyBack(rec service.ReceiptSheet, v values) (job, error) {
	cents, err := d.parseMoney("payments.0.cents", v["payments.0.cents"])
	if err == nil && cents == 0 {
		err = fault.New(fault.Missing, "payments.0.cents")
	}
	due, wrong := d.parseDate("due_on", v["due_on"])
	in := &service.GiveBackInput{
		Number: rec.Number, Reason: v[tillReason], Due: due, Practice: d.in.practice(), BankInput: bankOf(v),
		Payments: []till.Paid{{Tender: till.Tender(v["payments.0.tender"]), Cents: -cents, Ref: v["ref"]}},
	}
	return func(ctx context.Context, call service.Call) error {
		r, err := d.in.ports.Tills.TillGiveBack(ctx, call, in)
		if made, ok := r.Data.(service.Receipt); ok && err == nil {
			where, printErr := d.in.ports.Papers.PrintReceipt(ctx, made.Number)
			d.Post(func() { d.gaveBack(made, cents, where, printErr) })
		}
		return err
	}, fault.First(required(tillReason, in.Reason), err, wrong)
}

func (d *TillDay) gaveBack(made service.Receipt, cents int64, where string, err error) {
	d.notice = Notice{Tone: Good, Text: d.Words.T("back.done", "sum", d.Words.Money(cents, "EUR"), "number", made.Number), Next: d.printed(where).Text}
	if err != nil {
		d.notice.Tone, d.notice.Next = Watch, d.Failure(err).Text
		d.in.noPaper(&d.stay)
	}
	d.publish()
}
