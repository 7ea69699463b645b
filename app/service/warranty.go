package service

import (
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// NoProduct says that a file has no device that a sale could be told of.
const NoProduct fault.Code = "no_product"

// warrantyCommands are those of what is owed and of devices in our care.
func warrantyCommands() []Command {
	return slices.Concat(owedCommands(), careCommands(), custodyCommands(), intakeCommands(), filesCommands())
}

func owedCommands() []Command {
	return []Command{
		command("rule.say", "Say a number of the law or of the house from a day on, with its source; files that began keep to theirs.", (*App).SayRule),
		command("warranty.evidence", "Say when, from whom and as what a device was bought, and what shows it.", (*App).TellSale),
		command("warranty.judge", "Make a verdict from what is known and freeze it with its rules.", (*App).Judge),
		command("warranty.decide", "Decide what is owed, by name and with a reason.", (*App).Decide),
		command("warranty.choose", "Record what the customer chooses of what they may.", (*App).ChooseRemedy),
		command("warranty.remedy", "Record what the customer chose and what makes them free to want money.", (*App).AskRemedy),
		command("warranty.negotiate", "Open or close an amicable settlement: the guarantee stands still meanwhile.", (*App).Negotiate),
		command("warranty.change", "Change the layer after the diagnosis: pictures, reason, quote and answer in one act.", (*App).ChangeLayer),
		command("warranty.contest", "Record that the customer does not agree to a change of layer.", (*App).ContestLayer),
		command("guarantee.add", "Add a commercial guarantee, a maintenance contract or an insurance of a device.", (*App).AddGuarantee),
		command("product.save", "Say that somebody owns a device, and what is known of its purchase, before it is ever taken in.", (*App).SaveProduct),
		command("product.reserial", "Give a device another serial number: board changed, exchanged, or corrected.", (*App).Reserial),
	}
}

// SaleInput is what is known of a purchase; an empty field leaves what was known.
type SaleInput struct {
	SoldOn      string             `json:"sold_on,omitempty"`
	DeliveredOn string             `json:"delivered_on,omitempty" doc:"handed over to the customer: what the law counts from"`
	Condition   warranty.Condition `json:"condition,omitempty" doc:"new, used or refurbished"`
	Buyer       warranty.Buyer     `json:"buyer,omitempty" doc:"consumer, non_professional or professional"`
	By          warranty.SoldBy    `json:"by,omitempty" doc:"us, trader or private"`
	Seller      string             `json:"seller,omitempty" doc:"name of another trader; never of a person"`
	Evidence    []EvidenceInput    `json:"evidence,omitempty"`
}

// EvidenceInput is one thing that shows the purchase.
type EvidenceInput struct {
	Kind  warranty.EvidenceKind `json:"kind" doc:"our_sale, invoice, order, card_slip, maker or statement"`
	On    string                `json:"on,omitempty"`
	Ref   string                `json:"ref,omitempty" doc:"number of a receipt"`
	Photo string                `json:"photo,omitempty" doc:"hash that attach answered"`
}

// TellSaleInput tells of the purchase of a file's device.
type TellSaleInput struct {
	ID journal.EntityID `json:"id" doc:"of the file"`
	SaleInput
}

// TellSale records what is known of a purchase, on the device.
func (a *App) TellSale(ctx context.Context, call Call, in *TellSaleInput) (Result, error) {
	facts, err := in.facts()
	if err != nil {
		return Result{}, err
	}
	return a.onProduct(ctx, call, kind.SaleTold, in.ID, func(storage.Reader, views.Repair, *draft) (any, error) { return facts, nil })
}

func (in SaleInput) facts() (warranty.SaleFacts, error) {
	f := warranty.SaleFacts{
		SoldOn: in.SoldOn, DeliveredOn: in.DeliveredOn, Condition: in.Condition, Buyer: in.Buyer, By: in.By, Seller: in.Seller,
	}
	for _, e := range in.Evidence {
		photo := attachments([]AttachmentInput{{Hash: e.Photo}})[0].Hash
		f.Evidence = append(f.Evidence, warranty.EvidenceFact{Kind: e.Kind, On: e.On, Ref: e.Ref, Photo: photo})
	}
	return f, f.Check()
}

// onProduct commits an entry about a file and its device.
func (a *App) onProduct(ctx context.Context, call Call, k kind.Kind, id journal.EntityID, decide func(storage.Reader, views.Repair, *draft) (any, error)) (Result, error) {
	return a.onRepairRead(ctx, call, k, id, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		if file.ProductID.IsZero() {
			return nil, fault.New(NoProduct, "id")
		}
		d.also(kind.Product, file.ProductID)
		return decide(r, file, d)
	})
}

// RemedyInput is what the customer asked for.
type RemedyInput struct {
	ID           journal.EntityID `json:"id"`
	Chose        warranty.Remedy  `json:"chose,omitempty" doc:"repair, replacement, price_reduction or rescission"`
	AppearedOn   string           `json:"appeared_on,omitempty" doc:"when the defect showed"`
	Persists     bool             `json:"persists,omitempty" doc:"still there after an attempt"`
	Refused      bool             `json:"refused,omitempty" doc:"the seller refuses to bring into conformity"`
	Serious      bool             `json:"serious,omitempty"`
	Inconvenient bool             `json:"inconvenient,omitempty" doc:"major inconvenience"`
	Minor        bool             `json:"minor,omitempty" doc:"the seller shows that the defect is minor"`
	ReturnedOn   string           `json:"returned_on,omitempty" doc:"the device came back for the money"`
	DiscoveredOn string           `json:"discovered_on,omitempty" doc:"of a hidden defect"`
	Expertise    bool             `json:"expertise,omitempty" doc:"a report shows a hidden defect"`
	SameFault    bool             `json:"same_fault,omitempty" doc:"the fault of an earlier repair"`
	By           string           `json:"by,omitempty" doc:"how the customer said so: page, phone, counter, email, sms or letter"`
}

// AskRemedy records what the customer asked for.
func (a *App) AskRemedy(ctx context.Context, call Call, in *RemedyInput) (Result, error) {
	f := warranty.RemedyFacts{
		Chose: in.Chose, AppearedOn: in.AppearedOn, Persists: in.Persists, Refused: in.Refused, Serious: in.Serious,
		Inconvenient: in.Inconvenient, Minor: in.Minor, ReturnedOn: in.ReturnedOn, DiscoveredOn: in.DiscoveredOn,
		Expertise: in.Expertise, SameFault: in.SameFault, By: in.By,
	}
	if err := f.Check(); err != nil {
		return Result{}, err
	}
	return a.onRepair(ctx, call, kind.RemedyAsked, in.ID, func(_ views.Repair, d *draft) (any, error) {
		if f.By != "" {
			d.Version = 2
		}
		return f, nil
	})
}

// ChooseRemedyInput is what a customer chooses among what they may.
type ChooseRemedyInput struct {
	ID    journal.EntityID `json:"id"`
	Chose warranty.Remedy  `json:"chose" doc:"repair, replacement, price_reduction or rescission"`
	By    string           `json:"by" doc:"page, phone, counter, email, sms or letter"`
}

// ChooseRemedy records what a customer chooses, when the verdict leaves them that choice
// today; what else was noted of it stands.
func (a *App) ChooseRemedy(ctx context.Context, call Call, in *ChooseRemedyInput) (Result, error) {
	return a.onVerdict(ctx, call, kind.RemedyAsked, in.ID, func(r storage.Reader, j judgement, d *draft) (any, error) {
		if in.Chose == warranty.NoRemedy || !slices.Contains(j.verdict.Choices, warranty.Choice(in.Chose)) {
			return nil, fault.New(NotTheirs, "chose")
		}
		file, err := a.views.Repair(r, in.ID)
		if err != nil {
			return nil, err
		}
		var f warranty.RemedyFacts
		if w := file.Warranty; w != nil {
			f = w.Remedy
		}
		f.Chose, f.By, d.Version = in.Chose, in.By, 2
		return f, fault.First(text.Needed("by", in.By, maxWay), f.Check())
	})
}

// maxWay bounds how somebody said something.
const maxWay = 20

// NotTheirs says that a customer may not choose something, as things stand.
const NotTheirs fault.Code = "remedy_not_open"

// NegotiateInput opens or closes an amicable settlement.
type NegotiateInput struct {
	ID       journal.EntityID `json:"id"`
	Of       string           `json:"negotiation,omitempty" doc:"of one that was opened; empty for a new one"`
	OpenedOn string           `json:"opened_on,omitempty" doc:"today when both are empty"`
	ClosedOn string           `json:"closed_on,omitempty"`
}

// Negotiate opens or closes an amicable settlement.
func (a *App) Negotiate(ctx context.Context, call Call, in *NegotiateInput) (Result, error) {
	return a.onProduct(ctx, call, kind.Negotiated, in.ID, func(r storage.Reader, file views.Repair, _ *draft) (any, error) {
		at, err := a.lawAt(r, file.Site)
		if err != nil {
			return nil, err
		}
		f := warranty.NegotiatedFacts{ID: in.Of, OpenedOn: in.OpenedOn, ClosedOn: in.ClosedOn}
		if f.OpenedOn == "" && f.ClosedOn == "" {
			f.OpenedOn = at.today.String()
		}
		if in.Of == "" {
			f.ID = call.ID.String()
		}
		p, err := a.views.Product(r, file.ProductID)
		if err != nil {
			return nil, err
		}
		return f, f.Check(p.Negotiations, in.Of != "")
	})
}

// GuaranteeInput is a guarantee beyond the legal ones.
type GuaranteeInput struct {
	ID       journal.EntityID `json:"id" doc:"of the file"`
	Layer    warranty.Layer   `json:"layer" doc:"com, dur, mnt or ins"`
	Name     string           `json:"name,omitempty" doc:"of the contract or of who gives it"`
	By       warranty.Party   `json:"by" doc:"us, seller, producer, guarantor or insurer"`
	StartsOn string           `json:"starts_on"`
	Months   int              `json:"months,omitempty" doc:"of a guarantee"`
	EndsOn   string           `json:"ends_on,omitempty" doc:"of a contract"`
	Covers   []warranty.Cause `json:"covers,omitempty" doc:"causes it answers for; defects when empty"`
}

// AddGuarantee adds a guarantee to a device.
func (a *App) AddGuarantee(ctx context.Context, call Call, in *GuaranteeInput) (Result, error) {
	f := warranty.GuaranteeFacts{
		ID: call.ID.String(), Layer: in.Layer, Name: in.Name, By: in.By, StartsOn: in.StartsOn, Months: in.Months,
		EndsOn: in.EndsOn, Covers: in.Covers,
	}
	if err := f.Check(); err != nil {
		return Result{}, err
	}
	return a.onProduct(ctx, call, kind.GuaranteeAdded, in.ID, func(storage.Reader, views.Repair, *draft) (any, error) { return f, nil })
}

// ReserialInput gives a device another serial number.
type ReserialInput struct {
	ID      journal.EntityID `json:"id" doc:"of the file"`
	Product ProductInput     `json:"product" doc:"the device as it is from now on"`
	Why     string           `json:"why" doc:"board, exchange or correction"`
}

// Reserial gives a device another serial number; both keep finding it.
func (a *App) Reserial(ctx context.Context, call Call, in *ReserialInput) (Result, error) {
	f := repair.ReserialedFacts{Serial: in.Product.facts(), Why: in.Why}
	if err := repair.CheckReserialed(f); err != nil {
		return Result{}, err
	}
	return a.onProduct(ctx, call, kind.ProductReserialed, in.ID, func(_ storage.Reader, file views.Repair, d *draft) (any, error) {
		next := productID(call, f.Serial)
		if next == file.ProductID {
			return nil, fault.New(fault.Malformed, "product.serial", "expected", "another_one")
		}
		d.also(kind.Product, next)
		return f, nil
	})
}

// dateOr is a date of an entry, or another one when it holds none.
func dateOr(s string, otherwise civil.Date) civil.Date {
	d, err := civil.Parse("date", s)
	if err != nil || !d.Known() {
		return otherwise
	}
	return d
}
