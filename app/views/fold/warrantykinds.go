package fold

import (
	"encoding/hex"
	"strconv"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/storage/journal"
)

// The fields of what was bought and of what is owed.
const (
	FieldSoldOn      = "sale/sold_on" // of a product
	FieldDeliveredOn = "sale/delivered_on"
	FieldSaleAs      = "sale/condition"
	FieldBuyer       = "sale/buyer"
	FieldSoldBy      = "sale/by"
	FieldSellerName  = "sale/seller"
	GroupEvidence    = "evidence/"    // of a product: the parts of one, a line each
	GroupNegotiation = "negotiation/" // of a product: opened, closed
	GroupGuarantee   = "guarantee/"   // of a product
	FieldWas         = "was"          // of a product: the one it was before it had another serial number
	FieldBecame      = "became"

	FieldLayer        = "layer"    // of a repair: under which the work is done
	FieldJudged       = "judged"   // of a repair: the frozen verdict
	FieldDecision     = "decision" // private: why
	FieldChangeFrom   = "change/from"
	FieldChangeTo     = "change/to"
	FieldChangeQuote  = "change/quote"
	FieldChangeAnswer = "change/answer"
	FieldChangeWhy    = "change/why"     // private
	FieldContestWhy   = "change/contest" // private
	FieldRemedy       = "remedy"         // what was asked for
)

// NoLayer is the value of FieldChangeTo when the customer is to pay: an empty
// one could not be told from none.
const NoLayer = "none"

// warrantyKinds are those of what is owed and of devices in our care.
var warrantyKinds = together(owedKinds, careKinds, wipeKinds, intakeKinds)

var owedKinds = kinds{
	kind.SaleTold:          {saleTold},
	kind.WarrantyJudged:    {judged},
	kind.WarrantyDecided:   {judged},
	kind.LayerChanged:      {layerChanged},
	kind.LayerContested:    {layerContested},
	kind.Negotiated:        {negotiated},
	kind.GuaranteeAdded:    {guaranteeAdded},
	kind.RemedyAsked:       {remedyAsked, remedyAsked},
	kind.ProductReserialed: {reserialed},
	kind.ProductTold:       {productTold},
}

// productTold is about a device alone: what it is, and its purchase.
func productTold(a *act, e journal.Entity, x *effects) error {
	f, err := facts[warranty.ProductFacts](a)
	if err != nil || !is(e, kind.Product) {
		return err
	}
	device(x, repair.ProductFacts{Label: f.Label, Brand: f.Brand, Model: f.Model, Serial: f.Serial})
	x.setKnown(FieldCategory, f.Category)
	saleOf(a, x, &f.Sale)
	return nil
}

func saleTold(a *act, e journal.Entity, x *effects) error {
	f, err := facts[warranty.SaleFacts](a)
	if err != nil || !is(e, kind.Product) {
		return err
	}
	saleOf(a, x, &f)
	return nil
}

func saleOf(a *act, x *effects, f *warranty.SaleFacts) {
	x.setKnown(FieldSoldOn, f.SoldOn)
	x.setKnown(FieldDeliveredOn, f.DeliveredOn)
	x.setKnown(FieldSaleAs, string(f.Condition))
	x.setKnown(FieldBuyer, string(f.Buyer))
	x.setKnown(FieldSoldBy, string(f.By))
	x.setKnown(FieldSellerName, f.Seller)
	for i, p := range f.Evidence {
		name := GroupEvidence + a.entry.Header.Command.String() + "/" + strconv.Itoa(i)
		x.set(name, strings.Join([]string{string(p.Kind), p.On, p.Ref, hex.EncodeToString(p.Photo)}, "\n"))
	}
}

// judged keeps a verdict, and the layer that carries the work by it.
func judged(a *act, e journal.Entity, x *effects) error {
	f, err := facts[warranty.VerdictFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	x.set(FieldJudged, string(a.entry.Facts))
	layer := NoLayer
	if f.Answer == warranty.Possible || f.Answer == warranty.Covered {
		layer = string(f.Layer)
	}
	x.set(FieldLayer, layer)
	x.setPrivate(FieldDecision, a, e, journal.File)
	return nil
}

// layerChanged moves a file to another layer, with its quote and the answer.
// What a customer signed has happened, whatever the machine says.
func layerChanged(a *act, e journal.Entity, x *effects) error {
	f, err := facts[quote.ChangeFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	to := NoLayer
	if f.To != warranty.NoLayer {
		to = string(f.To)
	}
	x.set(FieldLayer, to)
	x.set(FieldChangeFrom, string(f.From))
	x.set(FieldChangeTo, to)
	x.set(FieldChangeAnswer, string(f.Said))
	x.setKnown(FieldVerdict, string(f.Cause))
	x.setPrivate(FieldChangeWhy, a, e, journal.File)
	if f.Quote == nil {
		return nil
	}
	raw, err := journal.MarshalFacts(f.Quote)
	if err != nil {
		return err
	}
	x.set(FieldQuote, string(raw))
	x.set(FieldChangeQuote, strconv.Itoa(f.Quote.Version))
	x.quoteVersion = f.Quote.Version
	x.become(string(repair.QuoteSent))
	if f.Answer == nil {
		return nil
	}
	said, err := journal.MarshalFacts(f.Answer)
	x.answer = &Answer{Version: f.Quote.Version, Accepted: true, Channel: f.Answer.Channel, Facts: said}
	x.became(string(repair.QuoteOK))
	return err
}

func layerContested(a *act, e journal.Entity, x *effects) error {
	_, err := facts[warranty.ContestFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.set(FieldChangeAnswer, string(warranty.Contested))
		x.setPrivate(FieldContestWhy, a, e, journal.File)
	}
	return err
}

func negotiated(a *act, e journal.Entity, x *effects) error {
	f, err := facts[warranty.NegotiatedFacts](a)
	if err == nil && is(e, kind.Product) {
		x.setKnown(GroupNegotiation+f.ID+"/opened", f.OpenedOn)
		x.setKnown(GroupNegotiation+f.ID+"/closed", f.ClosedOn)
	}
	return err
}

func guaranteeAdded(a *act, e journal.Entity, x *effects) error {
	f, err := facts[warranty.GuaranteeFacts](a)
	if err != nil || !is(e, kind.Product) {
		return err
	}
	covers := make([]string, len(f.Covers))
	for i, c := range f.Covers {
		covers[i] = string(c)
	}
	x.set(GroupGuarantee+f.ID, strings.Join([]string{
		string(f.Layer), f.Name, string(f.By), f.StartsOn, strconv.Itoa(f.Months), f.EndsOn, strings.Join(covers, ","),
	}, "\n"))
	return nil
}

func remedyAsked(a *act, e journal.Entity, x *effects) error {
	_, err := facts[warranty.RemedyFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.set(FieldRemedy, string(a.entry.Facts))
	}
	return err
}

// reserialed leads from the device under its old number to the one under its
// new number and back. The first product of the entry is the old one. A number
// that was read wrong names another device: nothing leads from one to the other,
// and the file is about the right one from then on.
func reserialed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.ReserialedFacts](a)
	if err != nil {
		return err
	}
	var products []journal.EntityID
	for _, other := range a.entry.Header.Entities {
		if is(other, kind.Product) {
			products = append(products, other.ID)
		}
	}
	switch {
	case is(e, kind.Repair):
		x.set(repair.FieldSerial, f.Serial.Serial)
		x.serial = f.Serial.SerialNorm
		if f.Why == repair.ReadWrong && len(products) == 2 {
			x.device = products[1]
		}
	case len(products) != 2 || !is(e, kind.Product):
	case f.Why == repair.ReadWrong:
		if e.ID == products[1] {
			device(x, f.Serial)
		}
	case e.ID == products[0]:
		x.set(FieldBecame, products[1].String())
	case e.ID == products[1]:
		device(x, f.Serial)
		x.set(FieldWas, products[0].String())
	}
	return nil
}
