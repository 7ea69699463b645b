package present

import (
	"cmp"
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/storage/journal"
)

// KeptState is what is kept for people and what people owe; neither is turnover.
type KeptState struct {
	Loading  bool
	Busy     bool
	Notice   Notice
	Kept     []ReceiptRow
	KeptSum  string
	Owed     []ReceiptRow
	OwedSum  string
	Age      string
	NoneKept Empty
	NoneOwed Empty
	Sheet    Sheet
}

// mostUndone is how many debts and cautions are shown.
const mostUndone = 500

// Kept presents cautions and debts.
type Kept struct {
	stay
	in   tillRoom
	show func(KeptState)

	kept, owed []service.ReceiptSheet
	known      bool
	notice     Notice
	readMS     int64
	lane       lane
	pulse      *pulse
	sheets     sheets
}

func newKept(env Env, in tillRoom, show func(KeptState)) *Kept {
	k := &Kept{stay: stay{Env: env}, in: in, show: show}
	k.pulse = newPulse(env, frame, k.load)
	k.sheets = sheets{stay: &k.stay, calls: in.ports.Tills, publish: k.publish, after: func() {
		k.pulse.kick()
		k.publish()
	}}
	return k
}

// Enter shows what is open and follows changes.
func (k *Kept) Enter(ctx context.Context) {
	k.enter(ctx)
	k.watch(k.in.ports.Tills, func([]journal.Entity) { k.pulse.kick() })
	k.until(k.pulse.rest)
	k.known = false
	k.pulse.kick()
	k.publish()
}

// Leave ends it.
func (k *Kept) Leave() { k.leave() }

// RetryPressed reads it again.
func (k *Kept) RetryPressed() {
	k.notice = Notice{}
	k.pulse.kick()
	k.publish()
}

func (k *Kept) load() {
	in := &service.ReceiptsInput{Practice: k.in.practice(), Limit: mostUndone}
	ask(&k.stay, &k.lane, func(ctx context.Context) ([]service.ReceiptSheet, error) {
		return k.in.ports.Tills.TillUndone(ctx, in)
	}, func(list []service.ReceiptSheet, err error) {
		k.pulse.done()
		if err != nil {
			k.notice = k.retriable(err)
			k.publish()
			return
		}
		k.kept, k.owed, k.known, k.readMS = nil, nil, true, k.nowMS()
		for _, rec := range list {
			if rec.Kept > 0 {
				k.kept = append(k.kept, rec)
			} else {
				k.owed = append(k.owed, rec)
			}
		}
		if k.notice.Retry != "" {
			k.notice = Notice{}
		}
		k.publish()
	})
}

// KeptPressed gives a caution back.
func (k *Kept) KeptPressed(i int) {
	if i >= 0 && i < len(k.kept) {
		k.sheets.open(giveBackSheet(k.Env, k.in, k.kept[i]))
	}
}

// OwedPressed shows the receipt that is owed for.
func (k *Kept) OwedPressed(i int) {
	if i >= 0 && i < len(k.owed) {
		k.in.open(k.owed[i].Number)
	}
}

// heldBack says that an amount is held on a card and nothing is paid.
const heldBack = "preauth"

// TakePressed takes a caution.
func (k *Kept) TakePressed() {
	w, practice := k.Words, k.in.practice()
	k.sheets.open(plan{
		sheet: Sheet{Title: w.T("kept.take"), Intro: w.T("kept.take.text"), Submit: w.T("kept.take"), Fields: []SheetField{
			{Key: "cents", Label: w.T("kept.sum"), Kind: MoneyInput, Hint: "0,00 €"},
			{Key: "tender", Label: w.T("refund.means"), Kind: ChoiceInput, Value: string(till.Card), Choices: []Choice{
				{string(till.Card), w.T("tender.card")}, {heldBack, w.T("kept.preauth")},
				{string(till.InCash), w.T("tender.cash")}, {string(till.Cheque), w.T("tender.cheque")},
			}},
			{Key: "ref", Label: w.T("payment.ref")},
		}},
		prepare: func(v values) (job, error) {
			if err := required("cents", v["cents"]); err != nil {
				return nil, err
			}
			cents, err := k.parseMoney("cents", v["cents"])
			if err == nil && cents == 0 {
				err = fault.New(fault.Missing, "cents")
			}
			in := &service.CautionInput{Cents: cents, Payment: till.Paid{Tender: till.Tender(v["tender"]), Ref: v["ref"]}, Practice: practice}
			if v["tender"] == heldBack {
				in.Payment.Tender, in.Payment.Auth = till.Card, till.Preauth
			}
			return k.caution(in), err
		},
	})
}

// caution takes a caution or gives it back, and prints its receipt.
func (k *Kept) caution(in *service.CautionInput) job { return cautionJob(k.in, in, k.told) }

func cautionJob(room tillRoom, in *service.CautionInput, told func(service.Receipt, string, error)) job {
	return func(ctx context.Context, call service.Call) error {
		r, err := room.ports.Tills.TillCaution(ctx, call, in)
		if made, ok := r.Data.(service.Receipt); ok && err == nil && told != nil {
			where, printErr := room.ports.Papers.PrintReceipt(ctx, made.Number)
			told(made, where, printErr)
		}
		return err
	}
}

func (k *Kept) told(made service.Receipt, where string, err error) {
	k.Post(func() {
		k.notice = Notice{Tone: Good, Text: k.Words.T("kept.done", "number", made.Number), Next: k.printed(where).Text}
		if err != nil {
			k.notice.Tone, k.notice.Next = Watch, k.Failure(err).Text
		}
		k.publish()
	})
}

// giveBackSheet gives a caution back, all of it or a part.
func giveBackSheet(e Env, room tillRoom, rec service.ReceiptSheet) plan {
	w := e.Words
	means := []Choice{}
	for _, t := range refundTenders {
		if t != till.Voucher {
			means = append(means, Choice{string(t), e.tenderName(t)})
		}
	}
	first := string(firstTender(rec))
	fields := func(v values) []SheetField {
		return append([]SheetField{
			{Key: "cents", Label: w.T("kept.sum"), Kind: MoneyInput, Value: e.typedMoney(rec.Kept)},
			{Key: "tender", Label: w.T("refund.means"), Kind: ChoiceInput, Value: first, Choices: means},
		}, e.transferFields(cmp.Or(v["tender"], first))...)
	}
	return plan{
		sheet: Sheet{
			Title: w.T("kept.give_back"), Submit: w.T("kept.give_back"),
			Intro:  w.T("kept.give_back.text", "number", rec.Number, "sum", w.Money(rec.Kept, "EUR")),
			Fields: fields(values{}),
		},
		fields: fields,
		prepare: func(v values) (job, error) {
			cents, err := e.parseMoney("cents", v["cents"])
			if err == nil && cents == 0 {
				err = fault.New(fault.Missing, "cents")
			}
			in := &service.CautionInput{Cents: -cents, Number: rec.Number, Payment: till.Paid{Tender: till.Tender(cmp.Or(v["tender"], string(till.InCash)))}, BankInput: bankOf(v), Practice: room.practice()}
			return cautionJob(room, in, nil), err
		},
	}
}

// SheetTyped takes a value of the open sheet.
func (k *Kept) SheetTyped(key, value string) { k.sheets.typed(key, value) }

// SheetSubmitted does what the sheet asked about.
func (k *Kept) SheetSubmitted() { k.sheets.submit() }

// SheetClosed puts the sheet away; nothing was done.
func (k *Kept) SheetClosed() { k.sheets.close() }

func (k *Kept) publish() {
	w := k.Words
	s := KeptState{Loading: !k.known && k.notice.IsZero(), Notice: k.notice, Sheet: k.sheets.state}
	var kept, owed int64
	for _, rec := range k.kept {
		row := k.receiptRow(rec)
		row.Chip = Chip{Tone: Work, Icon: "hand-coins", Text: w.Money(rec.Kept, "EUR")}
		s.Kept, kept = append(s.Kept, row), kept+rec.Kept
	}
	for _, rec := range k.owed {
		row := k.receiptRow(rec)
		row.Chip = Chip{Tone: Late, Icon: "hourglass", Text: w.Money(rec.Owed, "EUR")}
		if rec.File != nil {
			row.Title = joinDots(rec.Debt, row.Title)
		}
		s.Owed, owed = append(s.Owed, row), owed+rec.Owed
	}
	s.KeptSum, s.OwedSum = w.Money(kept, "EUR"), w.Money(owed, "EUR")
	if k.known {
		s.Age = w.T("day.age", "time", k.when(k.readMS))
		if len(k.kept) == 0 {
			s.NoneKept = Empty{Title: w.T("kept.none"), Text: w.T("kept.none.text")}
		}
		if len(k.owed) == 0 {
			s.NoneOwed = Empty{Title: w.T("owed.none"), Text: w.T("owed.none.text")}
		}
	}
	k.show(s)
}
