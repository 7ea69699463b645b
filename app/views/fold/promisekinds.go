package fold

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/storage/journal"
)

// The fields of promises and exchanges.
const (
	FieldPromise    = "promise" // its facts
	FieldAccount    = "account" // id
	FieldExchange   = "exchange"
	FieldCore       = "core" // state of the old device that is owed to us
	FieldReplacedBy = "replaced_by"
	FieldReplaces   = "replaces"
	GroupAsk        = "ask/" // rights that a chain asks for
)

// CoreOpen is the value of FieldCore while the old device is awaited.
const CoreOpen = "open"

var promiseKinds = kinds{
	kind.PromiseMade:      {promiseMade},
	kind.PromiseConfirmed: {promiseConfirmed},
	kind.PromiseEnded:     {promiseEnded},
	kind.PromiseFreed:     {promiseFreed},
	kind.RightsAsked:      {rightsAsked},
	kind.RightsGranted:    {rightsGranted},
	kind.RightsReturned:   {nothing},
	kind.RightsReclaimed:  {nothing},
	kind.Exchanged:        {exchanged},
	kind.CoreSettled:      {coreSettled},
}

func promiseMade(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.PromisedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Account):
		x.set(FieldPart, journal.EntityID(f.Part).String())
		x.set(FieldStored, string(f.Place))
	case is(e, kind.Promise):
		x.about(a, map[uint8]string{kind.Account: FieldAccount, kind.Repair: FieldFile, kind.Customer: FieldWhose})
		x.become(string(stock.Asked))
		if f.Confirmed {
			x.become(string(stock.Reserved))
			x.used(a, f.HQ)
		}
		return x.setFacts(FieldPromise, f)
	}
	return nil
}

func promiseConfirmed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.PromiseConfirmedFacts](a)
	if err == nil && is(e, kind.Promise) {
		x.become(string(stock.Reserved))
		x.used(a, f.HQ)
	}
	return err
}

func promiseEnded(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.PromiseEndedFacts](a)
	if err == nil && is(e, kind.Promise) {
		x.become(string(stock.Ended))
		x.setKnown(FieldReason, f.Reason)
		x.setKnown(FieldFreed, flag(f.Freed))
	}
	return err
}

// promiseFreed notes that the right of a promise went back after all.
func promiseFreed(_ *act, e journal.Entity, x *effects) error {
	if is(e, kind.Promise) || is(e, kind.Loan) {
		x.set(FieldFreed, yes)
	}
	return nil
}

func rightsAsked(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.RightFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Account):
		x.set(FieldPart, journal.EntityID(f.Part).String())
		x.set(FieldStored, string(f.Place))
		x.set(GroupAsk+a.ref.Chain.String(), itoa(f.N))
	case is(e, kind.Voucher):
		voucherAsked(a, f, x)
	}
	return nil
}

// rightsGranted answers what was asked.
func rightsGranted(a *act, e journal.Entity, x *effects) error {
	if is(e, kind.Account) {
		for i, m := range a.entry.Header.Moves {
			if m.Account == e.ID && m.Act == journal.Grant {
				x.set(GroupAsk+a.entry.Header.Holder(i).String(), "")
			}
		}
	}
	return nil
}

// exchanged is about the file, which decides, the accounts, and both devices,
// the old one first.
func exchanged(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.ExchangedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Account):
		x.lines(e, []stock.Line{f.Out}, SerialOut, -1)
		x.lines(e, []stock.Line{f.In}, SerialIn, 1)
	case is(e, kind.Product):
		x.replaced(a, e)
	case is(e, kind.Repair):
		x.serial = product.Classify(f.NewSerial).Normalised
		x.move = &transition{to: string(repair.Ready), outcome: string(repair.Exchanged), fact: true}
		if f.Advance {
			x.set(FieldCore, CoreOpen)
		}
		return x.setFacts(FieldExchange, f)
	}
	return nil
}

func (x *effects) replaced(a *act, e journal.Entity) {
	var devices []journal.Entity
	for _, other := range a.entry.Header.Entities {
		if is(other, kind.Product) {
			devices = append(devices, other)
		}
	}
	switch {
	case len(devices) < 2:
	case devices[0] == e:
		x.set(FieldReplacedBy, devices[1].ID.String())
	default:
		x.set(FieldReplaces, devices[0].ID.String())
	}
}

func coreSettled(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.CoreFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Account):
		x.lines(e, []stock.Line{f.Line}, SerialIn, 1)
	case is(e, kind.Repair):
		x.set(FieldCore, f.State)
	}
	return nil
}
