package present

import (
	"etabli/app/domain/quote"
	"etabli/app/service"
)

// bonusForm is what the form of a body asks for, in its order: it is copied there.
func (t *Thirds) bonusForm(file service.BonusFile) []DetailCard {
	w := t.Words
	card := func(title string, lines ...DetailLine) DetailCard {
		c := DetailCard{Title: w.T(title)}
		for _, l := range lines {
			if l.Value != "" {
				l.Label = w.T(l.Label)
				c.Lines = append(c.Lines, l)
			}
		}
		return c
	}
	who, device, bill := file.Consumer, file.Device, file.Invoice
	town := joined(who.Postcode, who.Town)
	work := DetailCard{Title: w.T("thirds.form.work")}
	for _, l := range file.Lines {
		label := l.Label
		if l.Origin == quote.UsedPart || l.Origin == quote.Reconditioned {
			label = joined(label, w.T("thirds.form.circular"))
		}
		work.Lines = append(work.Lines, DetailLine{Label: label, Value: t.sum(l.NetCents)})
	}
	return cardsOf(
		card("thirds.form.consumer", DetailLine{Label: "thirds.form.name", Value: who.Name}, DetailLine{Label: "thirds.form.email", Value: who.Email},
			DetailLine{Label: "thirds.form.phone", Value: who.Phone}, DetailLine{Label: "thirds.form.address", Value: who.Address}, DetailLine{Label: "thirds.form.town", Value: town}),
		card("thirds.form.device", DetailLine{Label: "thirds.form.product", Value: joined(device.Brand, device.Label)}, DetailLine{Label: "thirds.form.category", Value: t.category(device.Category)},
			DetailLine{Label: "thirds.serial", Value: device.Serial}, DetailLine{Label: "thirds.form.site", Value: file.Site}, DetailLine{Label: "thirds.form.repaired", Value: t.dayOr(file.RepairedOn)},
			DetailLine{Label: "thirds.form.code", Value: file.Fault}, DetailLine{Label: "thirds.form.fault", Value: oneLine(file.FaultText)}),
		card("thirds.form.bill", DetailLine{Label: "thirds.receipt", Value: bill.Number}, DetailLine{Label: "thirds.form.billed_on", Value: t.dayOr(bill.On)},
			DetailLine{Label: "thirds.form.gross", Value: t.sumOr(bill.TotalCents)}, DetailLine{Label: "thirds.form.net", Value: t.sumOr(bill.NetCents)}, DetailLine{Label: "thirds.form.tax", Value: t.sumOr(bill.TaxCents)},
			DetailLine{Label: "thirds.form.labour", Value: t.sumOr(bill.Labour)}, DetailLine{Label: "thirds.form.parts", Value: t.sumOr(bill.Parts)}, DetailLine{Label: "thirds.form.travel", Value: t.sumOr(bill.Travel)}),
		work)
}

// sumOr writes an amount; none is left out.
func (t *Thirds) sumOr(cents int64) string {
	if cents == 0 {
		return ""
	}
	return t.sum(cents)
}
