package fold

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/preorder"
	"etabli/storage/journal"
)

// The fields of customers' orders.
const (
	FieldPreorder = "preorder" // facts it began with
	FieldThere    = "there"    // facts: it arrived
	FieldFetched  = "fetched"  // facts
	FieldLetGo    = "let_go"   // facts: who withdrew
	GroupAhead    = "ahead/"   // facts, by entry: paid ahead, and back
)

var preorderKinds = kinds{
	kind.PreorderPlaced:    {preorderPlaced},
	kind.PreorderPaid:      {preorderPaid},
	kind.PreorderArrived:   {preorderArrived},
	kind.PreorderHanded:    {preorderHanded},
	kind.PreorderCancelled: {preorderCancelled},
}

func preorderPlaced(a *act, e journal.Entity, x *effects) error {
	f, err := facts[preorder.PlacedFacts](a)
	if err != nil || !is(e, kind.Preorder) {
		return err
	}
	x.become(string(preorder.Placed))
	x.set(FieldSite, f.Site)
	x.about(a, map[uint8]string{kind.Customer: FieldOf})
	return x.setFacts(FieldPreorder, f)
}

// preorderPaid adds money up: two payments that did not know of each other are both
// money.
func preorderPaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[preorder.PaidFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Preorder):
		x.setPrivate(FieldBank, a, e, journal.File) // where money went back by transfer
		return x.setFacts(GroupAhead+a.ref.String(), f)
	}
	return nil
}

func preorderArrived(a *act, e journal.Entity, x *effects) error {
	f, err := facts[preorder.ArrivedFacts](a)
	if err != nil || !is(e, kind.Preorder) {
		return err
	}
	x.become(string(preorder.Arrived))
	return x.setFacts(FieldThere, f)
}

func preorderHanded(a *act, e journal.Entity, x *effects) error {
	f, err := facts[preorder.HandedFacts](a)
	if err != nil || !is(e, kind.Preorder) {
		return err
	}
	x.become(string(preorder.Handed))
	return x.setFacts(FieldFetched, f)
}

func preorderCancelled(a *act, e journal.Entity, x *effects) error {
	f, err := facts[preorder.CancelledFacts](a)
	if err != nil || !is(e, kind.Preorder) {
		return err
	}
	x.move = &transition{to: string(preorder.Cancelled), outcome: string(f.Why)}
	return x.setFacts(FieldLetGo, f)
}
