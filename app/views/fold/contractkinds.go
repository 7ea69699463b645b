package fold

import (
	"errors"
	"strconv"

	"etabli/app/domain/contract"
	"etabli/app/domain/kind"
	"etabli/storage/journal"
)

// The fields of contracts.
const (
	FieldContract  = "contract"   // facts of its signing
	FieldEnd       = "end"        // facts
	GroupCoveredIn = "covered/"   // day since which a device is covered, by device; empty when it is not
	GroupUse       = "used/"      // facts, by entry
	GroupRenewal   = "renewal/"   // facts of the last letter, by term
	GroupTermPaid  = "term_paid/" // facts, by entry
	GroupContract  = "contract/"  // of a file or a visit: id of the contract that was used for it
)

var contractKinds = kinds{
	kind.ContractSigned:  {contractSigned},
	kind.ContractCovered: {contractCovered},
	kind.ContractUsed:    {contractUsed},
	kind.ContractNoticed: {contractNoticed},
	kind.ContractPaid:    {contractPaid},
	kind.ContractEnded:   {contractEnded},
}

func contractSigned(a *act, e journal.Entity, x *effects) error {
	f, err := facts[contract.SignedFacts](a)
	if err == nil && is(e, kind.Product) {
		x.newDevice(a, f.New[e.ID.String()])
	}
	if err != nil || !is(e, kind.Contract) {
		return err
	}
	x.become(string(contract.Running))
	x.set(FieldSite, f.Site)
	x.about(a, map[uint8]string{kind.Customer: FieldOf})
	x.covered(a, f.StartsOn)
	return x.setFacts(FieldContract, f)
}

// newDevice notes what is known of a device that no file told of.
func (x *effects) newDevice(a *act, d contract.Device) {
	device(x, d.Product)
	saleOf(a, x, &d.Sale)
}

// covered notes the devices of an entry as covered since a day, or no more.
func (x *effects) covered(a *act, since string) {
	for _, e := range a.entry.Header.Entities {
		if uint8(e.Type) == kind.Product {
			x.set(GroupCoveredIn+e.ID.String(), since)
		}
	}
}

func contractCovered(a *act, e journal.Entity, x *effects) error {
	f, err := facts[contract.CoveredFacts](a)
	if err == nil && is(e, kind.Product) {
		x.newDevice(a, f.New[e.ID.String()])
	}
	if err != nil || !is(e, kind.Contract) {
		return err
	}
	if f.Out {
		f.On = ""
	}
	x.covered(a, f.On)
	return nil
}

func contractUsed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[contract.UsedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Repair) || is(e, kind.Visit):
		x.set(GroupContract+a.entry.Header.Entities[0].ID.String(), f.What)
		return nil
	case !is(e, kind.Contract):
		return nil
	case f.Undo != "":
		x.set(GroupUse+f.Undo, "")
		return nil
	}
	return x.setFacts(GroupUse+a.ref.String(), f)
}

func contractNoticed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[contract.NoticedFacts](a)
	if err != nil || !is(e, kind.Contract) {
		return err
	}
	return x.setFacts(GroupRenewal+strconv.Itoa(f.Term), f)
}

func contractPaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[contract.PaidFacts](a)
	if err != nil || !is(e, kind.Contract) {
		return err
	}
	x.setPrivate(FieldBank, a, e, journal.File) // where money went back by transfer
	return x.setFacts(GroupTermPaid+a.ref.String(), f)
}

func contractEnded(a *act, e journal.Entity, x *effects) error {
	f, err := facts[contract.EndedFacts](a)
	switch {
	case err != nil || !is(e, kind.Contract):
		return err
	case f.Back:
		x.become(string(contract.Running))
		x.set(FieldEnd, "")
		return nil
	case f.On == "":
		return errNoDay
	}
	x.move = &transition{to: string(contract.Ended), outcome: string(f.Why)}
	return x.setFacts(FieldEnd, f)
}

var errNoDay = errors.New("fold: it names no day")
