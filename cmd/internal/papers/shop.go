package papers

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/domain/text"
	"etabli/app/service"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/printing/label"
	"etabli/printing/profile"
	"etabli/storage/journal"
)

// The papers of the shop itself, which are about nobody.
const (
	EmergencySlips Form = "emergency-slips" // asked for by first number and count: 1-20
	StockCount     Form = "stock-count"     // asked for by its place: LIL.shop
	TillNotice     Form = "till-notice"     // what hangs beside the till; asked for by the shop: LIL
	ShiftList      Form = "shift-list"      // what the next team has to know; asked for by the shop: LIL
	ShelfLabel     Form = "shelf-label"     // asked for by the reference of a part
	StockLabel     Form = "stock-label"     // the same without its price
	NumberLabel    Form = "number-label"    // before there is a file: asked for by the number that the intake will take
)

// OfShop tells whether a form is asked for by a word and not by an id.
func OfShop(form Form) bool {
	return form == EmergencySlips || form == StockCount || form == TillNotice || form == ShiftList || form == ShelfLabel || form == StockLabel || form == NumberLabel || form == ServiceNote || form == CreditNote
}

// Shop makes a paper of the shop, or of a record of its till; ref says which.
// Title names its file.
func (s Source) Shop(ctx context.Context, ref string, o Order) (made Made, title string, err error) {
	title = string(o.Form) + "-" + strings.ReplaceAll(ref, "/", "-")
	switch o.Form {
	case ServiceNote, CreditNote:
		made, err = s.Bill(ctx, ref, o)
		return made, ref + "-" + string(o.Form), err
	case ShelfLabel, StockLabel:
		return s.shelfLabel(ctx, ref, o)
	case NumberLabel:
		return s.numberLabel(ctx, ref, o)
	}
	set, err := s.Profiles.OrShipped()
	if err != nil {
		return made, title, err
	}
	on, err := target(set, o)
	if err != nil {
		return made, title, err
	}
	m, err := s.around(ctx, s.App.SiteCode(), journal.EntityID{}, journal.EntityID{}, o)
	if err != nil {
		return made, title, err
	}
	m.sheet.AtMS = s.Now().UnixMilli()
	var doc document.Document
	switch o.Form {
	case EmergencySlips:
		doc, err = m.emergency(ref, s.App.Place().Device, on.paper)
	case TillNotice:
		doc, err = s.tillNotice(ctx, m, ref, on.paper)
	case ShiftList:
		doc, err = s.shiftList(ctx, m, ref, on.paper)
	default:
		doc, err = s.stockCount(ctx, m, stock.Place(ref), on.paper)
	}
	if err != nil {
		return made, title, err
	}
	made.Bytes, err = write(doc, o, on, m.sheet.AtMS)
	return made, title, err
}

// Look draws a paper that needs no file, as a PNG: how the letterhead looks.
func (s Source) Look(ctx context.Context, format, tag string) ([]byte, error) {
	made, _, err := s.Shop(ctx, "1-1", Order{Form: EmergencySlips, Format: format, As: PNG, Tag: tag})
	return made.Bytes, err
}

// emergency makes slips "first-count".
func (m material) emergency(ref, device string, paper document.Paper) (document.Document, error) {
	first, count, _ := strings.Cut(ref, "-")
	from, fromErr := strconv.Atoi(cmp.Or(first, "1"))
	n, countErr := strconv.Atoi(cmp.Or(count, "10"))
	if err := errors.Join(fromErr, countErr); err != nil || from < 1 || n < 1 || n > forms.MaxSlips {
		return document.Document{}, fault.New(fault.Malformed, "number", "expected", "1-20").Because(err)
	}
	m.sheet.Number = m.file.Site + device + "-S"
	return forms.EmergencySlips(forms.Emergency{Sheet: m.sheet, From: from, Count: n}, m.words, paper), nil
}

// stockCount makes the sheet to count a place with: the numbers that are expected
// are not on it, so that whoever counts looks.
func (s Source) stockCount(ctx context.Context, m material, at stock.Place, paper document.Paper) (document.Document, error) {
	ids, err := s.App.PartIDs(ctx, "")
	if err != nil {
		return document.Document{}, err
	}
	m.sheet.Number = string(at)
	in := forms.StockCount{Sheet: m.sheet, Place: string(at), Blind: true}
	for _, id := range ids {
		part, err := s.App.Stock(ctx, id.String())
		if err != nil {
			return document.Document{}, err
		}
		for _, lies := range part.Places {
			if lies.Place == at {
				in.Items = append(in.Items, forms.Counted{Ref: part.Ref, Name: part.Label})
			}
		}
	}
	if len(in.Items) == 0 {
		return document.Document{}, fault.New(NoPaperYet, "form", "form", string(StockCount))
	}
	return forms.StockCountSheet(in, m.words, paper), nil
}

// tillNotice makes the notice of this shop's till, as its rules are today.
func (s Source) tillNotice(ctx context.Context, m material, site string, paper document.Paper) (document.Document, error) {
	if site != s.App.SiteCode() {
		return document.Document{}, fault.New(fault.Malformed, "number", "expected", s.App.SiteCode())
	}
	t, err := s.App.TillTerms(ctx, &service.Anything{})
	if err != nil {
		return document.Document{}, err
	}
	m.sheet.Number = site
	return forms.TillNoticeSheet(forms.TillNotice{Sheet: m.sheet, Currency: "EUR", CardMinimumCents: t.CardMinimum, CashCapCents: t.CashCap}, m.words, paper), nil
}

// shopLabels is what labels of the shop itself are made of, and the stock they come on.
func (s Source) shopLabels(ctx context.Context, o Order) (m material, stock profile.Stock, err error) {
	set, err := s.Profiles.OrShipped()
	if err != nil {
		return m, stock, err
	}
	stock, ok := set.Stock(o.Format)
	if !ok {
		return m, stock, fault.New(fault.UnknownName, "format", "name", o.Format)
	}
	m, err = s.around(ctx, s.App.SiteCode(), journal.EntityID{}, journal.EntityID{}, o)
	return m, stock, err
}

// oneLabel writes a label of the shop itself under a number.
func (m material) oneLabel(one label.Label, refused error, number string, o Order, stock profile.Stock) (made Made, title string, err error) {
	if errors.Is(refused, label.ErrTooSmall) {
		return made, "", fault.New(LabelTooSmall, "format", "name", stock.Name).Because(refused)
	}
	if refused != nil {
		return made, "", refused
	}
	m.file.Number = number
	made.Omitted = one.Omitted
	made.Bytes, err = m.writeLabels([]label.Label{one}, o, stock)
	return made, string(o.Form) + "-" + number, err
}

// shelfLabel makes the label of a part with its price.
func (s Source) shelfLabel(ctx context.Context, ref string, o Order) (made Made, title string, err error) {
	part, err := s.App.Stock(ctx, ref)
	if err != nil {
		return made, "", err
	}
	m, stock, err := s.shopLabels(ctx, o)
	if err != nil {
		return made, "", err
	}
	in := label.Item{Name: part.Label, GTIN: part.GTIN, Ref: part.Ref, PriceCents: part.Price, Currency: cmp.Or(part.Currency, "EUR")}
	if o.Form == StockLabel {
		in.PriceCents = 0
	}
	one, err := label.ForItem(in, m.words, stock)
	return m.oneLabel(one, err, part.Ref, o, stock)
}

// numberLabel makes a label before there is a file: its number, its code, and lines
// to write on.
func (s Source) numberLabel(ctx context.Context, number string, o Order) (made Made, title string, err error) {
	if err := text.Needed("number", number, repair.MaxSerial); err != nil {
		return made, "", err
	}
	m, stock, err := s.shopLabels(ctx, o)
	if err != nil {
		return made, "", err
	}
	one, err := label.ForNumber(number, "", label.QR, m.words, stock)
	return m.oneLabel(one, err, number, o, stock)
}
