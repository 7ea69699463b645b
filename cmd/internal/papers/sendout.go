package papers

import (
	"cmp"
	"context"

	"etabli/app/domain/fault"
	"etabli/app/views"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/storage/journal"
)

// subcontract goes with a device that a subcontractor repairs.
func (s Source) subcontract(ctx context.Context, id journal.EntityID, o Order) (material, drawing, error) {
	m, err := s.fileOf(ctx, id, o)
	if err != nil {
		return m, nil, err
	}
	if m.file.Sendout.IsZero() {
		return m, nil, fault.New(NoPaperYet, "form", "form", string(Subcontract))
	}
	batch, err := s.App.Sendout(ctx, m.file.Sendout)
	if err != nil {
		return m, nil, err
	}
	m.sheet.AtMS, m.sheet.By = cmp.Or(batch.LeftMS, batch.BegunMS), ""
	in := forms.Subcontract{
		Sheet: m.sheet, Batch: batch.Number, To: forms.Party{Name: batch.Name}, Initials: forms.Initials(m.customer.Name), Product: m.product(),
		Fault: m.file.Fault, Finding: m.file.Finding, Asked: m.words.T("paper.subcontract.repair"), Accessories: m.file.Accessories,
		Condition: m.file.Condition, Currency: "EUR", CeilingCents: batch.CapCents, CeilingNet: true, BackOn: batch.DueOn,
		Battery: travels[m.file.Care.Battery],
	}
	if q := m.file.Binding(); q != nil {
		in.Asked = q.Work
	}
	in.Photos, err = s.photos(ctx, m.file.Attachments)
	return m, func(p document.Paper) document.Document { return forms.SubcontractorSlip(in, m.words, p) }, err
}

// handOver lists the devices of a batch for a subcontractor, to be ticked.
func (s Source) handOver(ctx context.Context, id journal.EntityID, o Order) (material, drawing, error) {
	batch, err := s.App.Sendout(ctx, id)
	if err != nil {
		return material{}, nil, err
	}
	m, err := s.around(ctx, batch.Site, journal.EntityID{}, journal.EntityID{}, o)
	if err != nil {
		return m, nil, err
	}
	m.sheet.Number, m.sheet.AtMS = batch.Number, cmp.Or(batch.LeftMS, batch.BegunMS)
	in := forms.HandOver{Sheet: m.sheet, From: m.sheet.Shop.Name, To: batch.Name, Carrier: batch.Ref}
	for _, d := range batch.Devices {
		one, err := s.carried(ctx, d)
		if err != nil {
			return m, nil, err
		}
		in.Devices = append(in.Devices, one)
	}
	return m, func(p document.Paper) document.Document { return forms.HandOverList(in, m.words, p) }, nil
}

// carried is one device on such a list. Of a person it shows the initials.
func (s Source) carried(ctx context.Context, d views.SentDevice) (forms.Carried, error) {
	out := forms.Carried{Number: d.Number, Product: d.Product, Serial: d.Serial}
	if d.Number == "" {
		return out, nil // its file lies at another shop
	}
	file, err := s.App.Repair(ctx, d.Repair)
	if err != nil {
		return out, err
	}
	out.Accessories = len(file.Accessories)
	if file.CustomerID.IsZero() {
		return out, nil
	}
	who, err := s.App.Customer(ctx, file.CustomerID)
	out.Initials = forms.Initials(who.Name)
	return out, err
}
