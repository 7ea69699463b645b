package fold

import (
	"bytes"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// The fields of how a file came in and where it belongs.
const (
	FieldSlipNo     = "slip"
	FieldDeposit    = "deposit" // the first file of the deposit
	FieldDeducted   = "diagnosis_deducted"
	FieldParked     = "parked" // private: what was typed so far
	FieldPrice      = "price"  // of express work, in cents
	FieldInto       = "merged/into"
	FieldBefore     = "merged/was" // status and outcome before
	GroupMerged     = "merged/from/"
	FieldSplit      = "split_from"
	FieldCustomerID = "customer"
	FieldSentTo     = "sent_to"
	FieldBatch      = "batch"
	FieldUndone     = "undone"
	FieldRefusal    = "refusal"
)

var intakeKinds = kinds{
	kind.IntakeParked:       {intakeParked},
	kind.ParkingEnded:       {parkingEnded},
	kind.IntakeRefused:      {intakeRefused},
	kind.ExpressDone:        {expressDone},
	kind.HandedBackTogether: {handedBackTogether},
	kind.BatchMoved:         {batchMoved},
	kind.BatchUndone:        {batchUndone},
	kind.RepairsMerged:      {repairsMerged},
	kind.RepairSplit:        {repairSplit},
	kind.RepairReassigned:   {repairReassigned},
	kind.RepairSent:         {repairSent},
}

// receivedMore is the second version of RepairReceived: with the slip it was
// noted on, and the deposit it belongs to.
func receivedMore(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.IntakeFacts](a)
	if err != nil {
		return err
	}
	switch {
	case is(e, kind.Slip):
		x.set(FieldNumber, f.Slip)
		x.set(FieldFile, a.entry.Header.Entities[0].ID.String())
		return nil
	case is(e, kind.Product) && f.Sale != nil:
		saleOf(a, x, f.Sale)
	case is(e, kind.Repair):
		x.setKnown(FieldSlipNo, f.Slip)
		x.setID(FieldDeposit, f.Deposit)
		announcedFee(x, f.Diagnosis)
	}
	return received(a, e, x)
}

// announcedFee is the fee of a diagnosis; one of nothing is a promise too.
func announcedFee(x *effects, fee *repair.DiagnosisFee) {
	if fee == nil {
		return
	}
	x.set(repair.FieldDiagnosis, repair.FormatCents(fee.Cents))
	if fee.Deducted {
		x.set(FieldDeducted, "yes")
	}
}

func (x *effects) setID(name string, raw []byte) {
	if len(raw) == len(journal.EntityID{}) {
		x.set(name, journal.EntityID(raw).String())
	}
}

func intakeParked(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.ParkedFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.begin = &begin{requestedMS: f.RequestedMS, legal: f.LegalRule}
		x.became(string(repair.Draft))
		x.setNumber(f.Number)
		x.setKnown(FieldSite, f.Site)
		x.setKnown(repair.FieldProduct, f.Label)
		x.setPrivate(FieldParked, a, e, journal.File)
		x.setPrivate(FieldFault, a, e, journal.File)
	}
	return err
}

func parkingEnded(_ *act, e journal.Entity, x *effects) error {
	if is(e, kind.Repair) {
		x.move = &transition{to: string(repair.Closed), outcome: string(repair.Cancelled)}
	}
	return nil
}

func intakeRefused(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.RefusedFacts](a)
	if err == nil && is(e, kind.Refusal) {
		x.set(FieldRefusal, string(a.entry.Facts))
		x.set(FieldSite, f.Site)
	}
	return err
}

// expressDone begins a file and ends it: the customer had the device all along.
func expressDone(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.ExpressFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Customer):
		x.setPrivate(FieldContact, a, e, journal.Contact)
	case is(e, kind.Product):
		device(x, f.Product)
		x.setKnown(FieldCategory, f.Category)
	case is(e, kind.Repair):
		x.begin = &begin{tokenHash: f.TokenHash, requestedMS: f.DoneMS, receivedMS: f.DoneMS}
		x.begin.link(a)
		x.move = &transition{to: string(repair.Returned), outcome: string(repair.Repaired), fact: true}
		x.setNumber(f.Number)
		x.setKnown(FieldSite, f.Site)
		device(x, f.Product)
		x.setKnown(FieldCategory, f.Category)
		x.set(FieldFinding, f.Work)
		x.set(FieldPrice, repair.FormatCents(f.Cents))
		x.setKnown(FieldCurrency, f.Currency)
	}
	return nil
}

func handedBackTogether(a *act, e journal.Entity, x *effects) error {
	if is(e, kind.Loan) {
		return loanCancelled(a, e, x)
	}
	f, err := facts[repair.HandedBackTogetherFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	for _, one := range f.Files {
		if bytes.Equal(one.ID, e.ID[:]) {
			x.move = &transition{to: string(repair.Returned), outcome: string(one.Outcome), onMS: f.ReturnedMS}
			x.token = one.TokenHash
		}
	}
	return nil
}

func batchMoved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.BatchFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Loan):
		return loanCancelled(a, e, x)
	case is(e, kind.Batch):
		x.set(FieldBatch, string(a.entry.Facts))
	case is(e, kind.Repair):
		if f.Place != "" {
			placedAt(a, x, repair.PlacedFacts{Place: f.Place, Spot: f.Spot})
		}
		if f.To != "" {
			x.move = &transition{to: string(f.To), outcome: string(f.Outcome), fact: true}
		}
	}
	return nil
}

// batchUndone puts back how each file stood; a person has decided it, so no
// table of moves judges.
func batchUndone(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.BatchUndoneFacts](a)
	if err != nil {
		return err
	}
	if is(e, kind.Batch) {
		x.set(FieldUndone, "1")
		return nil
	}
	for _, one := range f.Back {
		if !is(e, kind.Repair) || !bytes.Equal(one.ID, e.ID[:]) {
			continue
		}
		if one.Place != "" || f.Placed {
			placedAt(a, x, repair.PlacedFacts{Place: one.Place, Spot: one.Spot})
		}
		if one.Status != "" {
			x.move = &transition{to: string(one.Status), outcome: string(one.Outcome), fact: true, asWas: true}
		}
	}
	return nil
}

// repairsMerged leads from the file that ends to the one that goes on. The one
// that goes on decides.
func repairsMerged(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.MergedFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	if f.Apart {
		partedAgain(a, e, f, x)
		return nil
	}
	if !bytes.Equal(f.Into, e.ID[:]) {
		x.setID(FieldInto, f.Into)
		x.set(FieldBefore, string(f.Was)+" "+string(f.Outcome))
		x.move = &transition{to: string(repair.Closed), outcome: string(repair.Cancelled), fact: true}
		return nil
	}
	for _, other := range a.entry.Header.Entities {
		if is(other, kind.Repair) && other != e {
			x.set(GroupMerged+other.ID.String(), "1")
		}
	}
	return nil
}

// partedAgain makes two files of what was one by mistake.
func partedAgain(a *act, e journal.Entity, f repair.MergedFacts, x *effects) {
	if !bytes.Equal(f.Into, e.ID[:]) {
		x.set(FieldInto, "")
		x.move = &transition{to: string(f.Was), outcome: string(f.Outcome), fact: true, asWas: true}
		return
	}
	for _, other := range a.entry.Header.Entities {
		if is(other, kind.Repair) && other != e {
			x.set(GroupMerged+other.ID.String(), "")
		}
	}
}

// repairSplit begins the second file, which decides, and takes its accessories
// from the first.
func repairSplit(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.SplitFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Repair) && bytes.Equal(f.From, e.ID[:]):
		x.set(repair.FieldAccessories, repair.JoinList(f.Left))
	case is(e, kind.Repair):
		intake(a, e, x, &f.ReceivedFacts)
		x.setID(FieldSplit, f.From)
		x.setID(FieldDeposit, f.Deposit)
	case is(e, kind.Product):
		device(x, f.Product)
		x.setKnown(FieldCategory, f.Category)
	}
	return nil
}

func repairReassigned(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.ReassignedFacts](a)
	if err != nil || !is(e, kind.Repair) || len(f.Customer) != len(journal.EntityID{}) {
		return err
	}
	x.owner = journal.EntityID(f.Customer)
	x.set(FieldCustomerID, x.owner.String())
	return nil
}

// repairSent moves a device between shops; the file is at home where it arrives.
func repairSent(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.SentFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	if f.Arrived {
		x.set(FieldSite, f.To)
		x.set(FieldSentTo, "")
		x.set(FieldWhere, string(repair.AtCounter))
	} else {
		x.set(FieldSentTo, f.To)
		x.set(FieldWhere, string(repair.OnTheWay))
	}
	x.set(FieldSpot, "")
	return nil
}

// movedBarrier is the second version of RepairMoved: it says why a repair was
// given up.
func movedBarrier(a *act, e journal.Entity, x *effects) error {
	if is(e, kind.Loan) {
		return loanCancelled(a, e, x)
	}
	f, err := facts[repair.MovedFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.setKnown(FieldBarrier, f.Barrier)
		x.move = &transition{to: string(f.To), outcome: string(f.Outcome)}
	}
	return err
}
