package present

import (
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/views"
)

// The acts on the catalogue.
const (
	partNew   = "catalogue.new"
	partEdit  = "catalogue.edit"
	partPrice = "catalogue.price"
	partShelf = "catalogue.shelf" // where it lies
)

var catalogueIcons = map[string]string{partNew: "plus", partEdit: "pencil", partPrice: "banknote", partShelf: "boxes"}

// PrimaryPressed does the right next thing.
func (c *Catalogue) PrimaryPressed() { c.ActionPressed(c.primary()) }

// EmptyPressed adds an article.
func (c *Catalogue) EmptyPressed() { c.ActionPressed(partNew) }

// ActionPressed begins an act.
func (c *Catalogue) ActionPressed(id string) {
	switch {
	case c.open.busy || !c.read && id != partNew:
	case id == partNew:
		c.open.sheets.open(c.partSheet(partNew, views.Part{}))
	case id == partEdit:
		c.open.sheets.open(c.partSheet(partEdit, c.one.Part))
	case id == partPrice:
		c.open.sheets.open(c.priceSheet())
	case id == partShelf:
		c.Go(Route{Screen: StockScreen, Open: c.one.ID})
	}
}

// partSheet adds an article, or changes what is said of one; its price is changed by
// a day.
func (c *Catalogue) partSheet(act string, one views.Part) plan {
	w := c.Words
	fields := []SheetField{
		{Key: "ref", Label: w.T("catalogue.ref"), Kind: ScanInput, Value: one.Ref},
		{Key: "label", Label: w.T("catalogue.label"), Kind: TextInput, Value: one.Label},
		{Key: "gtin", Label: w.T("catalogue.gtin"), Kind: ScanInput, Value: one.GTIN},
		{Key: "brand", Label: w.T("catalogue.brand"), Kind: TextInput, Value: one.Brand},
		{Key: "fits", Label: w.T("catalogue.fits"), Kind: TextInput, Value: strings.Join(one.Fits, ", "), Hint: w.T("edit.list")},
	}
	if act == partNew {
		fields = append(fields,
			SheetField{Key: "price_cents", Label: w.T("catalogue.price"), Kind: MoneyInput, Hint: "0,00 €"},
			SheetField{Key: "cost_cents", Label: w.T("catalogue.cost"), Kind: MoneyInput, Hint: "0,00 €"})
	} else {
		fields = append(fields[1:], SheetField{Key: "retired", Label: w.T("catalogue.sale"), Kind: TickInput, Choices: []Choice{{"yes", w.T("catalogue.retire")}}, Value: yesIf(one.Retired)})
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + act), Submit: w.T("sheet.save"), Intro: one.Ref, Fields: fields},
		prepare: func(v values) (job, error) {
			in := &service.PartInput{
				Ref: one.Ref, Label: strings.TrimSpace(v["label"]), GTIN: strings.TrimSpace(v["gtin"]), Brand: strings.TrimSpace(v["brand"]), Fits: splitList(v["fits"]),
				Category: one.Category, Tracking: one.Tracking, Supplier: one.Supplier, CostCents: one.CostCents, Price: one.Price, Currency: one.Currency, Retired: v["retired"] != "",
			}
			err := required("label", in.Label)
			if act == partNew {
				in.Ref = strings.TrimSpace(v["ref"])
				var wrong, costs error
				in.Price, wrong = c.parseMoney("price_cents", v["price_cents"])
				in.CostCents, costs = c.parseMoney("cost_cents", v["cost_cents"])
				err = fault.First(required("ref", in.Ref), err, wrong, costs)
			}
			return doing(c.port.SavePart, in), err
		},
	}
}

// yesIf is the value of a tick.
func yesIf(on bool) string {
	if on {
		return "yes"
	}
	return ""
}

// priceSheet says another price, and from which day on.
func (c *Catalogue) priceSheet() plan {
	w, one := c.Words, c.one
	return plan{
		sheet: Sheet{Title: w.T("deed." + partPrice), Submit: w.T("sheet.save"), Intro: w.T("catalogue.price.intro"),
			Lines: []Line{{Label: one.Ref, Value: c.sum(one.Price)}}, Fields: []SheetField{
				{Key: "price_cents", Label: w.T("catalogue.price"), Kind: MoneyInput, Value: c.typedMoney(one.Price)},
				{Key: "from_on", Label: w.T("norms.from"), Kind: DateInput, Value: typedDate(c.today()), Hint: w.T("typed.date")},
				{Key: "cost_cents", Label: w.T("catalogue.cost"), Kind: MoneyInput, Hint: w.T("catalogue.cost.same")},
			}},
		prepare: func(v values) (job, error) {
			price, err := c.parseMoney("price_cents", v["price_cents"])
			cost, costs := c.parseMoney("cost_cents", v["cost_cents"])
			from, wrong := c.parseDate("from_on", v["from_on"])
			in := &service.PriceInput{Part: one.ID.String(), Price: price, Cost: cost, From: from}
			return doing(c.port.PricePart, in), fault.First(err, costs, wrong, required("price_cents", v["price_cents"]), required("from_on", from))
		},
	}
}
