package present

import (
	"strings"

	"etabli/app/domain/bank"
	"etabli/app/domain/fault"
	"etabli/app/domain/preorder"
	"etabli/app/service"
	"etabli/app/views"
)

// The acts on orders of customers.
const (
	preorderNew = "preorder.new"
	orderPaid   = "preorder.paid"
	orderArrive = "preorder.arrive"
	orderHand   = "preorder.hand"
	orderDrop   = "preorder.cancel"
	orderBack   = "preorder.back"
)

var preorderIcons = map[string]string{preorderNew: "plus", orderPaid: "banknote", orderArrive: "package-check", orderHand: "handshake", orderDrop: "x", orderBack: "undo-2"}

// usualRate is the VAT of goods, in thousandths, until the till bills them.
const usualRate = 200

// toldBy are the ways in which a customer hears of their order.
var toldBy = []string{"sms", "email", "phone", "letter", "counter"}

// preorderTurns are what can be done with an order, the right next thing first.
func preorderTurns(one views.Preorder) []string {
	switch one.Status {
	case preorder.Placed:
		if one.Paid < one.Asked {
			return []string{orderPaid, orderArrive, orderHand, orderDrop, preorderNew}
		}
		return []string{orderArrive, orderHand, orderPaid, orderDrop, preorderNew}
	case preorder.Arrived:
		return []string{orderHand, orderPaid, orderDrop, preorderNew}
	case preorder.Cancelled:
		if stillBack(one) > 0 {
			return []string{orderBack, preorderNew}
		}
	}
	return []string{preorderNew}
}

// stillBack is what has to go back to the customer of an order that ended.
func stillBack(one views.Preorder) int64 {
	if one.LetGo == nil {
		return 0
	}
	cents := one.LetGo.Back
	for _, p := range one.Payments {
		cents += min(0, p.Cents)
	}
	return cents
}

// PrimaryPressed does the right next thing.
func (p *Preorders) PrimaryPressed() { p.ActionPressed(p.primary()) }

// EmptyPressed places an order.
func (p *Preorders) EmptyPressed() { p.ActionPressed(preorderNew) }

// ActionPressed begins an act.
func (p *Preorders) ActionPressed(id string) {
	make, asks := map[string]func() plan{
		preorderNew: p.newSheet, orderPaid: p.paidSheet, orderArrive: p.arriveSheet, orderHand: p.handSheet, orderDrop: p.cancelSheet, orderBack: p.backSheet,
	}[id]
	if asks && !p.open.busy && (p.read || id == preorderNew) {
		p.open.sheets.open(make())
	}
}

// receiptField names a receipt of the till.
func (p *Preorders) receiptField() SheetField {
	return SheetField{Key: "receipt", Label: p.Words.T("preorders.receipt"), Kind: ScanInput, Hint: p.Words.T("preorders.receipt.hint")}
}

func (p *Preorders) paidSheet() plan {
	w, one := p.Words, p.one
	intro := w.T("preorders.paid.intro")
	if one.Ahead != "" {
		intro = w.T("preorders.paid.intro."+string(one.Ahead), "amount", p.sum(one.Asked-one.Paid))
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + orderPaid), Submit: w.T("sheet.save"), Intro: intro, Fields: []SheetField{p.receiptField()}},
		prepare: func(v values) (job, error) {
			in := &service.PayPreorderInput{ID: one.ID, Receipt: strings.TrimSpace(v["receipt"])}
			return doing(p.ports.Acts.PayPreorder, in), required("receipt", in.Receipt)
		},
	}
}

func (p *Preorders) arriveSheet() plan {
	w, one := p.Words, p.one
	return plan{
		sheet: Sheet{Title: w.T("deed." + orderArrive), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "told", Label: w.T("preorders.told"), Kind: ChoiceInput, Choices: p.choices("preorders.told.", toldBy...)},
			{Key: "spot", Label: w.T("preorders.spot"), Kind: TextInput, Hint: w.T("preorders.spot.hint")},
		}},
		prepare: func(v values) (job, error) {
			in := &service.ArrivePreorderInput{ID: one.ID, Told: v["told"], Spot: strings.TrimSpace(v["spot"])}
			return doing(p.ports.Acts.ArrivePreorder, in), required("told", in.Told)
		},
	}
}

func (p *Preorders) handSheet() plan {
	w, one := p.Words, p.one
	return plan{
		sheet: Sheet{Title: w.T("deed." + orderHand), Submit: w.T("deed." + orderHand), Intro: w.T("preorders.hand.intro", "amount", p.sum(one.Total-one.Paid)), Fields: []SheetField{p.receiptField()}},
		prepare: func(v values) (job, error) {
			in := &service.HandPreorderInput{ID: one.ID, Receipt: strings.TrimSpace(v["receipt"])}
			return doing(p.ports.Acts.HandPreorder, in), required("receipt", in.Receipt)
		},
	}
}

func (p *Preorders) cancelSheet() plan {
	w, one := p.Words, p.one
	return plan{
		sheet: Sheet{Title: w.T("deed." + orderDrop), Submit: w.T("deed." + orderDrop), Intro: w.T("preorders.cancel.intro"), Fields: []SheetField{
			{Key: "why", Label: w.T("preorders.ground"), Kind: ChoiceInput, Value: string(preorder.ByCustomer), Choices: p.choices("preorders.why.", codes(preorder.Whys())...)},
			{Key: "told", Label: w.T("preorders.told"), Kind: ChoiceInput, Choices: p.choices("preorders.told.", toldBy...)},
		}},
		prepare: func(v values) (job, error) {
			return doing(p.ports.Acts.CancelPreorder, &service.CancelPreorderInput{ID: one.ID, Why: preorder.Why(v["why"]), Told: v["told"]}), nil
		},
	}
}

// backSheet notes money that went back by transfer.
func (p *Preorders) backSheet() plan {
	w, one := p.Words, p.one
	return plan{
		sheet: Sheet{Title: w.T("deed." + orderBack), Submit: w.T("sheet.save"), Intro: w.T("preorders.back.intro", "amount", p.sum(stillBack(one))), Fields: append([]SheetField{
			{Key: "cents", Label: w.T("preorders.back.sum"), Kind: MoneyInput, Value: p.typedMoney(stillBack(one))},
			{Key: "ref", Label: w.T("preorders.back.ref"), Kind: TextInput},
		}, p.bankFields(bank.Account{Holder: one.CustomerName}, "bank.iban.needed")...)},
		prepare: func(v values) (job, error) {
			cents, err := p.parseMoney("cents", v["cents"])
			in := &service.PayPreorderInput{ID: one.ID, Cents: -cents, Ref: strings.TrimSpace(v["ref"]), BankInput: bankOf(v)}
			return doing(p.ports.Acts.PayPreorder, in), fault.First(err, required("ref", in.Ref))
		},
	}
}
