package service

import (
	"slices"

	"etabli/app/domain/bank"
	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// BankInput says where money goes that is given back by transfer.
type BankInput struct {
	IBAN   string `json:"iban,omitempty" doc:"the customer's account, for money that goes back by transfer; may be left out when it came by one: it goes back to where it came from"`
	Holder string `json:"holder,omitempty" doc:"whose account that is"`
}

// moneyTo keeps where the transfers of a record go, under the file or the customer that it
// is about, so that it goes with them; else with the till's own papers. Practice sends
// nothing.
func (a *App) moneyTo(r storage.Reader, d *draft, act tillAct, rec till.Record) error {
	if act.training || !sendsBack(rec.Payments) {
		return nil
	}
	to := bank.Of(act.to.Holder, act.to.IBAN)
	if err := to.Check(); err != nil {
		return err
	}
	if to.IBAN == "" {
		known, err := a.knowsWhere(r, act, rec)
		return fault.First(err, needed(known))
	}
	switch {
	case act.file != nil:
		d.box(*act.file, journal.File, to)
	case act.buyer != nil:
		d.box(*act.buyer, journal.Contact, to)
	default:
		d.box(d.Entities[0].ID, journal.Fiscal, to)
	}
	return nil
}

func sendsBack(payments []till.Paid) bool {
	return slices.ContainsFunc(payments, func(p till.Paid) bool { return p.Tender == till.Transfer && p.Cents < 0 })
}

// needed refuses a transfer back that has nowhere to go, because no transfer came.
func needed(came bool) error {
	if came {
		return nil
	}
	return fault.New(bank.AccountNeeded, "iban")
}

// knowsWhere tells whether a transfer back has somewhere to go though nobody says where:
// to where the money came from, or to the account that its claim keeps.
func (a *App) knowsWhere(r storage.Reader, act tillAct, rec till.Record) (bool, error) {
	if act.claim != nil {
		c, err := a.views.Claim(r, *act.claim)
		if o := c.Owed(); err == nil && o != nil && o.Refund.Account != nil {
			return true, nil
		}
	}
	return a.cameByTransfer(r, rec.Ref)
}

// cameByTransfer tells whether money for a receipt came by a transfer, then or since.
func (a *App) cameByTransfer(r storage.Reader, number string) (bool, error) {
	first, err := a.views.TillRecord(r, number)
	if err != nil {
		return false, err
	}
	later, err := a.views.TillAfter(r, number)
	return slices.ContainsFunc(append(later, first), func(rec views.TillRecord) bool {
		return slices.ContainsFunc(rec.Payments, func(p till.Paid) bool { return p.Tender == till.Transfer && p.Cents > 0 })
	}), err
}

// sentTo keeps where money went that was given back by transfer without a record of the
// till, for a contract or an order.
func sentTo(d *draft, in BankInput) error {
	to := bank.Of(in.Holder, in.IBAN)
	if err := fault.First(to.Check(), needed(to.IBAN != "")); err != nil {
		return err
	}
	d.box(d.Entities[0].ID, journal.File, to)
	return nil
}
