package fold

import (
	"etabli/app/domain/custody"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/sendout"
	"etabli/storage/journal"
)

// The fields of what goes to subcontractors. What is known of each device has
// fields of its own, by the id of its file.
const (
	FieldSubcontractor = "subcontractor" // facts
	FieldSendout       = "sendout"       // the facts a batch began with
	FieldInBatch       = "in_batch"      // of a file: the batch it is in
	GroupPacked        = "packed/"
	FieldGoneOut       = "left"     // facts
	GroupWanted        = "wanted/"  // facts
	GroupDecided       = "decided/" // facts
	GroupCame          = "came/"    // facts
	GroupCharged       = "charged/" // facts, by the number of their invoice
)

var sendoutKinds = kinds{
	kind.SubcontractorSaved: {subcontractorSaved},
	kind.SendoutOpened:      {sendoutOpened},
	kind.SendoutFilled:      {sendoutFilled},
	kind.SendoutLeft:        {sendoutLeft},
	kind.SendoutQuoted:      {sendoutQuoted},
	kind.SendoutDecided:     {sendoutDecided},
	kind.SendoutCame:        {sendoutCame},
	kind.SendoutInvoiced:    {sendoutInvoiced},
}

func subcontractorSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[sendout.SavedFacts](a)
	if err != nil || !is(e, kind.Subcontractor) {
		return err
	}
	return x.setFacts(FieldSubcontractor, f)
}

// idText is an id as the name of a field has it; one that is none names nothing.
func idText(raw []byte) string {
	if len(raw) != len(journal.EntityID{}) {
		return ""
	}
	return journal.EntityID(raw).String()
}

// scanned is what a field of a packed device says.
func scanned(f sendout.File) string {
	if f.Scan {
		return "scan"
	}
	return "hand"
}

// inBatch is the batch of an entry, for the files that go with it.
func inBatch(a *act) string {
	for _, e := range a.entry.Header.Entities {
		if is(e, kind.Sendout) {
			return e.ID.String()
		}
	}
	return ""
}

func sendoutOpened(a *act, e journal.Entity, x *effects) error {
	f, err := facts[sendout.OpenedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Repair):
		x.set(FieldInBatch, inBatch(a))
		return nil
	case !is(e, kind.Sendout):
		return nil
	}
	x.become(string(sendout.Open))
	x.set(FieldSite, f.Site)
	x.setKnown(FieldNumber, f.Number)
	for _, one := range f.Files {
		x.set(GroupPacked+idText(one.ID), scanned(one))
	}
	f.Files = nil
	return x.setFacts(FieldSendout, f)
}

// sendoutFilled puts a device in. Into a batch that has gone it cannot go: that is
// for people to look at.
func sendoutFilled(a *act, e journal.Entity, x *effects) error {
	f, err := facts[sendout.FilledFacts](a)
	if err != nil {
		return err
	}
	in, batch := scanned(f.File), inBatch(a)
	if f.Out {
		in, batch = "", ""
	}
	switch {
	case is(e, kind.Repair):
		x.set(FieldInBatch, batch)
	case is(e, kind.Sendout):
		x.become(string(sendout.Open))
		x.set(GroupPacked+idText(f.File.ID), in)
	}
	return nil
}

func sendoutLeft(a *act, e journal.Entity, x *effects) error {
	f, err := facts[sendout.LeftFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Repair):
		x.became(string(repair.Subcontract))
		placedAt(a, x, repair.PlacedFacts{Place: repair.AtSubcontractor, Spot: f.Spot})
	case is(e, kind.Sendout):
		x.become(string(sendout.OnTheGo))
		return x.setFacts(FieldGoneOut, f)
	}
	return nil
}

func sendoutQuoted(a *act, e journal.Entity, x *effects) error {
	f, err := facts[sendout.QuotedFacts](a)
	if err != nil || !is(e, kind.Sendout) {
		return err
	}
	return x.setFacts(GroupWanted+idText(f.File), f)
}

func sendoutDecided(a *act, e journal.Entity, x *effects) error {
	f, err := facts[sendout.DecidedFacts](a)
	if err != nil || !is(e, kind.Sendout) {
		return err
	}
	return x.setFacts(GroupDecided+idText(f.File), f)
}

// sendoutCame brings a device back to the shop. One that is missing begins an
// incident, and its file stays where it was last known to be.
func sendoutCame(a *act, e journal.Entity, x *effects) error {
	f, err := facts[sendout.CameFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Sendout):
		return x.setFacts(GroupCame+idText(f.File), f)
	case is(e, kind.Incident):
		x.begins(a, e, custody.OpenedFacts{Sort: custody.Lost, Site: f.Site, Item: f.Name, ValueCents: f.ValueCents, TellBy: f.TellBy})
	case is(e, kind.Repair) && f.State != sendout.Missing:
		x.set(FieldInBatch, "")
		placedAt(a, x, repair.PlacedFacts{Place: repair.OnShelf, Spot: f.Spot, Scan: f.Scan})
		if f.To != "" {
			x.became(f.To)
		}
	}
	return nil
}

func sendoutInvoiced(a *act, e journal.Entity, x *effects) error {
	f, err := facts[sendout.InvoicedFacts](a)
	if err != nil || !is(e, kind.Sendout) {
		return err
	}
	return x.setFacts(GroupCharged+f.Number, f)
}
