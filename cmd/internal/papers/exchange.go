package papers

import (
	"context"
	"errors"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/app/service"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/storage/journal"
)

// exchange is for a device that was given for another one.
func (s Source) exchange(ctx context.Context, id journal.EntityID, o Order) (material, drawing, error) {
	m, err := s.fileOf(ctx, id, o)
	if err != nil {
		return m, nil, err
	}
	swap, err := s.App.ExchangeOf(ctx, id)
	if errors.Is(err, fault.New(fault.NotFound, "")) {
		return m, nil, fault.New(NoPaperYet, "form", "form", string(Exchange)).Because(err)
	}
	if err != nil {
		return m, nil, err
	}
	if m.sign, err = s.signature(ctx, swap.Attachments); err != nil {
		return m, nil, err
	}
	m.sheet.AtMS, m.sheet.By = swap.AtMS, ""
	in := m.exchanged(swap)
	return m, func(p document.Paper) document.Document { return forms.ExchangeSlip(in, m.words, p) }, nil
}

func (m material) exchanged(swap service.Exchange) forms.Exchange {
	taken := m.product()
	taken.Serial = swap.OldSerial
	in := forms.Exchange{
		Sheet: m.sheet, FileNumber: m.file.Number, Customer: m.person(), Taken: taken,
		Given:      forms.Product{Label: swap.Label, Serial: swap.NewSerial, SerialKind: m.file.SerialKind},
		GivenState: m.words.T("warranty.condition." + string(swap.Condition)), AskedUsed: swap.Asked,
		Layer: layers[swap.Layer], Wish: "replacement", Reason: m.file.Finding, GuaranteeUntil: day(swap.LegalUntil), PageURL: m.link, Signature: m.sign,
	}
	if w := m.file.Warranty; w != nil && w.Remedy.Chose == warranty.ByRepair {
		in.Wish = "repair"
	}
	if swap.Core == "open" {
		in.Currency, in.CoreCents, in.CoreBy = "EUR", swap.CoreCents, day(swap.CoreDueOn)
	}
	for _, name := range m.file.Accessories {
		if at := m.returned(name); at != "" {
			in.Accessories = append(in.Accessories, forms.ReturnedItem{Name: name, State: at})
		}
	}
	return in
}

// returned is what became of an accessory, when that is known.
func (m material) returned(name string) string {
	for _, at := range m.file.Returned {
		if at.Name == name {
			return at.State
		}
	}
	return ""
}

// travels are the codes of paper for how a battery may travel.
var travels = map[repair.Battery]string{repair.BatteryOK: "ok", repair.BatteryDamaged: "damaged", repair.BatteryCritical: "critical"}
