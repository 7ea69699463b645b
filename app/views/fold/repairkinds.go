package fold

import (
	"errors"
	"strconv"
	"time"

	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// The fields of a repair beside those that can be edited.
const (
	FieldNumber   = "number"
	FieldSite     = "site"
	FieldCurrency = "currency"
	FieldCategory = "category"
	FieldFault    = "fault" // private: the customer's words
	FieldFinding  = "finding"
	FieldSection  = "section"
	FieldVerdict  = "verdict"
	FieldQuote    = "quote" // the facts of the quote
	FieldContact  = "contact"
	GroupWish     = "start_wish/" // by the version of the quote: its facts
)

var repairKinds = kinds{
	kind.RepairReceived:     {received, receivedMore},
	kind.RepairImported:     {imported},
	kind.RepairMoved:        {moved, movedBarrier},
	kind.RepairEdited:       {edited},
	kind.RepairNoted:        {nothing},
	kind.RepairDiagnosed:    {diagnosed},
	kind.RepairQuoted:       {quoted, quotedLines},
	kind.QuoteAnswered:      {answered, answeredLines},
	kind.StartWished:        {startWished},
	kind.RepairHandedBack:   {handedBack, handedBackMissing},
	kind.RepairPhotographed: {nothing},
	kind.RepairRenumbered:   {renumbered},
	kind.ReviewSettled:      {reviewSettled},
	kind.PageRelinked:       {relinked},
}

func received(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.ReceivedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Customer):
		x.setPrivate(FieldContact, a, e, journal.Contact)
		x.setKnown(FieldLanguage, f.Language)
		x.setKnown(FieldTellBy, f.TellBy)
	case is(e, kind.Product):
		device(x, f.Product)
		x.setKnown(FieldCategory, f.Category)
	case is(e, kind.Repair):
		intake(a, e, x, &f)
	}
	return nil
}

func intake(a *act, e journal.Entity, x *effects, f *repair.ReceivedFacts) {
	x.begin = &begin{tokenHash: f.TokenHash, requestedMS: f.RequestedMS, receivedMS: f.ReceivedMS, legal: f.LegalRule}
	x.begin.link(a)
	x.became(string(repair.Received))
	x.setNumber(f.Number)
	x.setKnown(FieldSite, f.Site)
	device(x, f.Product)
	x.setKnown(FieldCategory, f.Category)
	x.setKnown(repair.FieldAccessories, repair.JoinList(f.Accessories))
	x.setKnown(repair.FieldCondition, repair.JoinList(f.Condition))
	x.setKnown(repair.FieldPromisedOn, f.PromisedOn)
	x.setKnown(repair.FieldBoughtOn, f.BoughtOn)
	if f.CeilingCents != 0 {
		x.set(repair.FieldCeilingCents, repair.FormatCents(f.CeilingCents))
	}
	x.setKnown(FieldCurrency, f.Currency)
	x.setPrivate(FieldFault, a, e, journal.File)
}

// link notes the customer and the device that the entry is about too.
func (b *begin) link(a *act) {
	for _, other := range a.entry.Header.Entities {
		switch {
		case is(other, kind.Customer):
			b.customer = other.ID
		case is(other, kind.Product):
			b.product = other.ID
		}
	}
}

func device(x *effects, p repair.ProductFacts) {
	x.setKnown(repair.FieldProduct, p.Label)
	x.setKnown(repair.FieldBrand, p.Brand)
	x.setKnown(repair.FieldModel, p.Model)
	x.setKnown(repair.FieldSerial, p.Serial)
	x.serial = product.Classify(p.Serial).Normalised
}

func (x *effects) setNumber(number string) {
	x.number = number
	x.setKnown(FieldNumber, number)
}

// imported takes over what the columns of a row meant when they were read. Its
// status is a fact of another time; no table of moves judges it.
func imported(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.ImportedFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	atMS := a.atMS()
	if day, err := time.Parse(time.DateOnly, f.DoneOn); err == nil {
		atMS = day.Add(12 * time.Hour).UnixMilli()
	}
	x.begin = &begin{receivedMS: atMS}
	x.move = &transition{to: string(f.Status), outcome: string(f.Outcome), fact: true}
	if f.Status == "" {
		x.move.to = string(repair.Closed)
	}
	x.setNumber(f.Number)
	x.setKnown(FieldSite, f.Site)
	x.setKnown(repair.FieldProduct, f.Label)
	x.setKnown(repair.FieldBrand, f.Brand)
	x.setKnown(FieldCategory, f.Category)
	return nil
}

func moved(a *act, e journal.Entity, x *effects) error {
	if is(e, kind.Loan) { // a unit that was kept for the file, which has ended
		return loanCancelled(a, e, x)
	}
	f, err := facts[repair.MovedFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.move = &transition{to: string(f.To), outcome: string(f.Outcome)}
	}
	return err
}

// errField says that an edit names a field this version does not know.
var errField = errors.New("fold: unknown field")

func edited(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.EditedFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	for name, value := range f.Fields { // the order of writes of one entry means nothing
		if !repair.Editable(name) {
			return errField
		}
		if name != repair.FieldPromisedWhy { // the reason is that of the edit
			x.set(name, value)
		}
	}
	x.serial = product.Classify(f.Fields[repair.FieldSerial]).Normalised
	x.setPrivate(FieldFault, a, e, journal.File)
	return nil
}

func diagnosed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.DiagnosedFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.set(FieldFinding, f.Finding)
		x.setKnown(FieldSection, f.Section)
		x.setKnown(FieldVerdict, f.Verdict)
	}
	return err
}

func quoted(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.QuotedFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	value, err := journal.MarshalFacts(f)
	x.set(FieldQuote, string(value))
	x.quoteVersion = f.Version
	x.become(string(repair.QuoteSent))
	return err
}

func answered(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.AnsweredFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	x.answer = &Answer{Version: f.Version, Accepted: f.Accepted, Channel: f.Channel}
	x.become(string(repair.QuoteKO))
	if f.Accepted {
		x.become(string(repair.QuoteOK))
	}
	return nil
}

// startWished is about the version that was agreed to; a wish that was told twice is
// one wish.
func startWished(a *act, e journal.Entity, x *effects) error {
	f, err := facts[quote.WishFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.set(GroupWish+strconv.Itoa(f.Version), string(a.entry.Facts))
	}
	return err
}

func handedBack(a *act, e journal.Entity, x *effects) error {
	if is(e, kind.Loan) { // a unit that was kept for the file, which needs none any more
		return loanCancelled(a, e, x)
	}
	f, err := facts[repair.HandedBackFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.move = &transition{to: string(repair.Returned), outcome: string(f.Outcome), onMS: f.ReturnedMS}
		x.token = f.TokenHash
	}
	return err
}

// relinked gives the page another address; of two that nobody knew of, the later
// one stands.
func relinked(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.RelinkedFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.token = f.TokenHash
	}
	return err
}

func renumbered(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.RenumberedFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.setNumber(f.Number)
	}
	return err
}

func reviewSettled(a *act, _ journal.Entity, x *effects) error {
	f, err := facts[repair.SettledFacts](a)
	x.settle = &f
	return err
}
