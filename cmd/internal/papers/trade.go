package papers

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/parcel"
	"etabli/app/domain/repair"
	"etabli/app/lang"
	"etabli/app/views"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/storage/journal"
)

// The forms about a claim, a parcel or an order, which are asked for by its id;
// and those of a file's end and of its beginning at the kiosk.
const (
	ClaimConfirmation Form = "claim-confirmation"
	RefusalSlip       Form = "refusal-slip"
	ParcelSlip        Form = "parcel-slip"
	SupplierSlip      Form = "supplier-slip"
	Amendment         Form = "amendment"
	Exchange          Form = "exchange-slip"
	Subcontract       Form = "subcontractor-slip"
	HandOver          Form = "hand-over-list" // of a batch for a subcontractor
	TransferSlip      Form = "transfer-slip"
	Irreparability    Form = "irreparability"
	WaitingNumber     Form = "waiting-number"
)

// drawing makes a document once its paper is known.
type drawing func(paper document.Paper) document.Document

// trade makes the material and the document of forms that are about other things
// than a file, or about a moment of it.
var trade = map[Form]func(s Source, ctx context.Context, id journal.EntityID, o Order) (material, drawing, error){
	ClaimConfirmation: Source.claimConfirmation, RefusalSlip: Source.refusalSlip, ParcelSlip: Source.parcelSlip,
	Amendment: Source.amendment, Exchange: Source.exchange, Subcontract: Source.subcontract, HandOver: Source.handOver,
	TransferSlip: Source.transfer,
	SupplierSlip: Source.supplierSlip, Irreparability: Source.irreparability, WaitingNumber: Source.waitingNumber,
}

// OfFile tells whether a form is asked for by the number of a file, or its id.
func OfFile(form Form) bool {
	return slices.Contains(Forms(), form) || slices.Contains([]Form{Amendment, Exchange, Subcontract, Irreparability, WaitingNumber}, form)
}

// OfTrade tells whether a form is asked for by the id of what it is about.
func OfTrade(form Form) bool {
	_, ok := trade[form]
	return ok
}

// Trade makes a form of the trade. Title names its file, with nothing private.
func (s Source) Trade(ctx context.Context, id journal.EntityID, o Order) (made Made, title string, err error) {
	make, ok := trade[o.Form]
	if !ok {
		return Made{}, "", fault.New(fault.UnknownName, "form", "name", string(o.Form))
	}
	set, err := s.Profiles.OrShipped()
	if err != nil {
		return Made{}, "", err
	}
	on, err := target(set, o)
	if err != nil {
		return Made{}, "", err
	}
	m, draw, err := make(s, ctx, id, o)
	if err != nil {
		return Made{}, "", err
	}
	made.Bytes, err = write(draw(on.paper), o, on, m.sheet.AtMS)
	return made, m.sheet.Number + "-" + string(o.Form), err
}

// around is the material of what may be about no file: the file and the customer
// that there are, and the shop.
func (s Source) around(ctx context.Context, site string, file, customer journal.EntityID, o Order) (m material, err error) {
	m.file.Site = site
	if !file.IsZero() {
		if m.file, err = s.App.Repair(ctx, file); err != nil {
			return m, err
		}
		m.link = s.App.Link(m.file.Token)
		customer = m.file.CustomerID
	}
	if !customer.IsZero() {
		if m.customer, err = s.App.Customer(ctx, customer); err != nil {
			return m, err
		}
	}
	m.words = lang.For(cmp.Or(o.Tag, m.customer.Language))
	m.sheet.Duplicate, m.sheet.Copy = o.Copy > 0, o.Copy
	return m, s.shop(ctx, &m)
}

// fileOf is the material of a file for an order.
func (s Source) fileOf(ctx context.Context, id journal.EntityID, o Order) (material, error) {
	m, err := s.material(ctx, id, o.Tag)
	m.sheet.Duplicate, m.sheet.Copy = o.Copy > 0, o.Copy
	return m, err
}

// shortID is enough of an id to name a paper that has no number of its own.
func shortID(letter string, id journal.EntityID) string {
	return letter + "-" + strings.ToUpper(id.String()[18:])
}

// wished are the codes of paper for what a customer asks for.
var wished = map[claim.Remedy]string{claim.Refund: "refund", claim.Exchange: "replacement", claim.Repair: "repair", claim.Voucher: "other", claim.Apology: "other"}

func (s Source) claimConfirmation(ctx context.Context, id journal.EntityID, o Order) (material, drawing, error) {
	c, err := s.App.Claim(ctx, id)
	if err != nil {
		return material{}, nil, err
	}
	m, err := s.around(ctx, c.Site, c.Repair, c.Customer, o)
	m.sheet.Number, m.sheet.AtMS = shortID("R", c.ID), c.BegunMS
	in := forms.Claim{
		Sheet: m.sheet, FileNumber: c.Number, Customer: m.person(), Product: m.product(), Wish: wished[c.Wish],
		RequestedOn: civil.At(c.ReceivedMS, m.sheet.Zone), AnswerBy: day(c.AnswerBy), Channel: m.words.T("by." + string(c.Channel)), PageURL: m.link,
	}
	if len(c.Said) > 0 {
		in.Facts = c.Said[0].Words
	}
	return m, func(p document.Paper) document.Document { return forms.ClaimConfirmation(in, m.words, p) }, err
}

// refusalSlip is for a claim that was refused: with the words that closed it, or
// those of the last decision.
func (s Source) refusalSlip(ctx context.Context, id journal.EntityID, o Order) (material, drawing, error) {
	c, err := s.App.Claim(ctx, id)
	if err != nil {
		return material{}, nil, err
	}
	why, by, atMS := refused(c.Claim)
	if c.Outcome != claim.Rejected || why == "" {
		return material{}, nil, fault.New(NoPaperYet, "form", "form", string(RefusalSlip))
	}
	m, err := s.around(ctx, c.Site, c.Repair, c.Customer, o)
	m.sheet.Number, m.sheet.AtMS, m.sheet.By = shortID("R", c.ID), atMS, by
	in := forms.Refusal{
		Sheet: m.sheet, Customer: m.person(), Product: m.product(), Wish: wished[c.Wish], Reason: why, DecidedBy: by, PageURL: m.link,
	}
	return m, func(p document.Paper) document.Document { return forms.RefusalSlip(in, m.words, p) }, err
}

// refused is why a claim was refused, by whom and when.
func refused(c views.Claim) (why, by string, atMS int64) {
	if n := len(c.Offers); n > 0 {
		last := c.Offers[n-1]
		why, by, atMS = cmp.Or(last.Words, last.Why), cmp.Or(last.ApprovedBy, last.ByName), last.AtMS
	}
	if end := c.Ending; end != nil && end.Words != "" {
		why, by, atMS = end.Words, cmp.Or(end.ByName, by), end.AtMS
	}
	return why, by, atMS
}

func (s Source) parcelSlip(ctx context.Context, id journal.EntityID, o Order) (material, drawing, error) {
	p, err := s.App.Parcel(ctx, id)
	if err != nil {
		return material{}, nil, err
	}
	m, err := s.around(ctx, p.Site, p.Repair, p.Customer, o)
	m.sheet.Number, m.sheet.AtMS = shortID("C", p.ID), p.ClosedMS
	in := forms.Parcel{
		Sheet: m.sheet, Reason: "to_customer", Carrier: cmp.Or(p.CarrierName, p.Carrier), Tracking: p.Tracking,
		To: forms.Party{Name: cmp.Or(p.Place.Name, m.person().Name), Address: p.Place.Address, Phone: p.Place.Phone},
	}
	if p.Incoming {
		shop := m.sheet.Shop
		in.Reason, in.Return, in.ReturnUntil = "return", p.Return, p.ReturnUntil
		sender := in.To
		in.From, in.To = &sender, forms.Party{Name: shop.Name, Address: shop.Address, Phone: shop.Phone}
	}
	if p.Point {
		in.PickupPoint = p.Place.Address
	}
	for _, l := range p.Lines {
		in.Contents = append(in.Contents, parcelItem(l.Line))
	}
	return m, func(paper document.Paper) document.Document { return forms.ParcelSlip(in, m.words, paper) }, err
}

func parcelItem(l parcel.Line) forms.Item {
	return forms.Item{Ref: l.Part, Name: l.Label, Quantity: max(l.N, 1)}
}

// supplierSlip is an order to a supplier, or what goes back to one.
func (s Source) supplierSlip(ctx context.Context, id journal.EntityID, o Order) (material, drawing, error) {
	order, err := s.App.Order(ctx, id)
	if err != nil {
		return material{}, nil, err
	}
	m, err := s.around(ctx, s.App.SiteCode(), journal.EntityID{}, journal.EntityID{}, o)
	m.sheet.Number, m.sheet.AtMS = cmp.Or(order.Number, shortID("F", order.ID)), order.BegunMS
	in := forms.SupplierSlip{Sheet: m.sheet, Kind: "order", To: forms.Party{Name: s.supplierName(ctx, order.Supplier)}, Deliver: strings.ReplaceAll(m.sheet.Shop.Address, "\n", ", "), Note: inWords(m.words, "stocking.cancel.", order.Reason)}
	if order.Back != nil {
		in.Kind, in.Return, in.WantedOn, in.Note = "return", order.Back.Number, order.Back.ByOn, inWords(m.words, "stocking.back.", order.Back.Reason)
		in.Items, in.Deliver = backItems(order.Back.Lines), ""
	}
	for _, l := range order.Lines {
		in.Items = append(in.Items, forms.Item{Ref: l.Ref, Name: l.Label, Quantity: int(l.N), Note: l.Number})
		if in.WantedOn == "" {
			in.WantedOn = l.DueOn
		}
	}
	return m, func(p document.Paper) document.Document { return forms.SupplierForm(in, m.words, p) }, err
}

// backItems lists what goes back, each piece that has a number by itself.
func backItems(lines []views.BackLine) (out []forms.Item) {
	for _, l := range lines {
		for _, serial := range l.Serials {
			out = append(out, forms.Item{Ref: l.Ref, Name: l.Label, Serial: serial, Quantity: 1})
		}
		if len(l.Serials) == 0 {
			out = append(out, forms.Item{Ref: l.Ref, Name: l.Label, Quantity: int(l.N), Note: l.Lot})
		}
	}
	return out
}

// supplierName is how a supplier is called; its code where nobody says.
func (s Source) supplierName(ctx context.Context, code string) string {
	list, err := s.App.Suppliers(ctx)
	if err != nil {
		return code
	}
	for _, at := range list {
		if at.Code == code {
			return at.Name
		}
	}
	return code
}

// irreparability attests what ended a file as beyond repair.
func (s Source) irreparability(ctx context.Context, id journal.EntityID, o Order) (material, drawing, error) {
	m, err := s.fileOf(ctx, id, o)
	if err != nil {
		return m, nil, err
	}
	said := m.file.Irreparable
	if said == nil && (m.file.Outcome != repair.BeyondRepair || m.file.Finding == "") {
		return m, nil, fault.New(NoPaperYet, "form", "form", string(Irreparability))
	}
	m.sheet.AtMS = m.timeOf("timeline.repair_diagnosed")
	in := forms.Irreparable{
		Sheet: m.sheet, Customer: m.person(), Product: m.product(), Fault: m.file.Fault, Finding: m.file.Finding, Technician: m.diagnosedBy(),
		Why: barriers[m.file.Care.Barrier], Currency: "EUR",
	}
	if q := m.file.Quote; q != nil {
		in.Currency, in.EstimateCents = q.Currency, q.TotalCents
	}
	if said != nil { // for an insurer, by a named person
		m.sheet.Number, m.sheet.AtMS = said.Number, m.timeOf("timeline.irreparable_said")
		in.Sheet, in.Why, in.Finding, in.For = m.sheet, said.Ground, said.Finding, said.For
		in.EstimateCents, in.ValueCents = said.CostCents, said.WorthCents
	}
	in.Photos, err = s.photos(ctx, m.file.Attachments)
	return m, func(p document.Paper) document.Document { return forms.IrreparableAttestation(in, m.words, p) }, err
}

// barriers are the codes of paper for why a repair was given up.
var barriers = map[string]string{"parts_unavailable": "part", "parts_too_dear": "cost", "cannot_open": "damage", "worn_out": "damage"}

func (m material) diagnosedBy() string {
	for i := len(m.file.Timeline) - 1; i >= 0; i-- {
		if at := m.file.Timeline[i]; at.What == "timeline.repair_diagnosed" {
			return at.AuthorName
		}
	}
	return ""
}

// waitingNumber is for a device that was announced at the kiosk and not received
// yet.
func (s Source) waitingNumber(ctx context.Context, id journal.EntityID, o Order) (material, drawing, error) {
	m, err := s.fileOf(ctx, id, o)
	if err != nil {
		return m, nil, err
	}
	if m.file.Status != repair.Announced {
		return m, nil, fault.New(NoPaperYet, "form", "form", string(WaitingNumber))
	}
	if m.sheet.AtMS == 0 && len(m.file.Timeline) > 0 {
		m.sheet.AtMS = m.file.Timeline[0].AtMS
	}
	m.sheet.Number = repair.Ticket(m.file.Number)
	in := forms.Waiting{Sheet: m.sheet, Service: m.file.Product, PageURL: m.link}
	return m, func(p document.Paper) document.Document { return forms.WaitingNumber(in, m.words, p) }, nil
}
