package sample

import (
	"context"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Shelf is what the shop has of a part, with its history.
type Shelf struct {
	service.PartStock
	History []views.Change
}

// shelves are the parts of the shop: one that is plenty, one without rights, one
// that is short, one that is out.
func shelves() []Shelf {
	part := func(n byte, ref, label string, cents int64, places ...views.Account) Shelf {
		p := service.PartStock{Part: views.Part{
			ID: ID(n), Ref: ref, Label: label, Brand: "Bosch", Supplier: "SEB", Price: cents, Currency: "EUR", Places: places,
		}, Heard: map[string]int64{"LIL": before(33 * time.Minute), "ROU": before(26 * time.Hour)}}
		for i := range p.Places {
			at := &p.Places[i]
			at.ID, at.PartID, at.Ref, at.Label = ID(n+100), ID(n), ref, label
		}
		return Shelf{PartStock: p}
	}
	at := func(place stock.Place, onHand, promised, rights int64) views.Account {
		return views.Account{Place: place, OnHand: onHand, Promised: promised, Rights: rights, TouchedMS: before(time.Hour)}
	}
	list := []Shelf{
		part(100, "BAT-S24", "Batterie Galaxy S24", 4_900, at("LIL.shop", 6, 1, 3), at("LIL.van4", 2, 0, 2), at("LIL.quarantine", 1, 0, 0)),
		part(101, "CARTE-7", "Carte de puissance", 12_900, at("LIL.shop", 2, 0, 0)),
		part(102, "PMP-12", "Pompe de vidange", 3_950, at("LIL.shop", 1, 2, 0), at("ROU.shop", 2, 0, 0)),
		part(103, "JOINT-9", "Joint de hublot", 1_290, at("LIL.shop", 0, 0, 0)),
	}
	list[0].Places[0].Pending = -1
	list[0].Places[0].Least, list[0].Places[0].Full = 4, 10
	list[0].GTIN, list[0].Fits = "4006381333931", []string{"SM-S921B", "SM-S926B"}
	list[0].History = history()
	list[1].Tracking, list[1].Places[0].Serials = stock.BySerial, []string{"C1-7781", "C1-7790"}
	list[2].Places[0].Short, list[2].Places[0].Others = 1, 1
	list[2].Promises = []views.Promise{
		{ID: ID(120), Ref: "PMP-12", Label: "Pompe de vidange", Place: "LIL.shop", N: 1, Status: stock.Reserved, Danger: true, FileID: ID(1), Number: number("2", 431, "X7"), NeededOn: in(2)},
		{ID: ID(121), Ref: "PMP-12", Label: "Pompe de vidange", Place: "LIL.shop", N: 1, Status: stock.Asked, FileID: ID(5), Number: number("2", 427, "C5")},
	}
	list[2].Places[1].ToldMS = before(26 * time.Hour)
	list[3].Places[0].Least, list[3].Places[0].Full = 2, 6
	return list
}

func history() []views.Change {
	return []views.Change{
		{AtMS: before(9 * day), What: "timeline.stock_received", Goods: 10, OnHand: 10, Rights: 10, Holder: "LIL1", AuthorName: "Yann L.", Device: "LIL1", Position: 1},
		{AtMS: before(5 * day), What: "timeline.stock_used", Args: map[string]string{"n": "2"}, Goods: -2, OnHand: 8, Used: 2, Holder: "LIL1", Number: number("2", 428, "MB"), AuthorName: "Yann L.", Device: "LIL1", Position: 2},
		{AtMS: before(2 * day), What: "timeline.stock_counted", Goods: -1, OnHand: 7, AuthorName: "Nadia B.", Device: "LIL2", Position: 3},
		{AtMS: before(40 * time.Minute), What: "timeline.stock_moved", Args: map[string]string{"to": "LIL.van4"}, Goods: -1, OnHand: 6, AuthorName: "Nadia B.", Device: "LIL2"},
	}
}

// orders are what the shop waits for, and what came for nobody.
func orders() []views.Order {
	line := func(n int, part byte, ref, label string, pieces int64) views.OrderLine {
		return views.OrderLine{Line: n, PartID: ID(part), Ref: ref, Label: label, Place: "LIL.shop", N: pieces, Wanted: pieces, State: stock.Ordered, CostCents: 1_950}
	}
	late := line(1, 102, "PMP-12", "Pompe de vidange", 2)
	late.State, late.Source, late.ToldMS, late.DueOn, late.FileID, late.Number = stock.Late, "mail", before(3*day), in(-2), ID(1), number("2", 431, "X7")
	shelf := line(2, 103, "JOINT-9", "Joint de hublot", 6)
	shelf.Arrived, shelf.DueOn = 4, in(5)
	lost := line(1, 101, "CARTE-7", "Carte de puissance", 1)
	lost.State, lost.CostCents = "", 9_000
	return []views.Order{
		{ID: ID(110), Status: stock.OrderOpen, Supplier: "SEB", Number: "CMD-2088", Currency: "EUR", BegunMS: before(8 * day), Lines: []views.OrderLine{late, shelf}},
		{ID: ID(111), Status: stock.Unclaimed, Supplier: "SEB", Slip: "BL-77", Currency: "EUR", BegunMS: before(3 * day), Lines: []views.OrderLine{lost}},
	}
}

func transfers() []views.Transfer {
	line := views.TransferLine{PartID: ID(102), Ref: "PMP-12", Label: "Pompe de vidange", Sent: 3}
	odd := line
	odd.Arrived = 2
	return []views.Transfer{
		{ID: ID(115), Number: "T-8F3KQ2M9XA", From: "ROU.shop", To: "LIL.shop", Status: stock.OnTheWay, Lines: []views.TransferLine{line}, BegunMS: before(20 * time.Hour)},
		{ID: ID(116), Number: "T-2B7HN4T1ZC", From: "LIL.shop", To: "ROU.shop", Status: stock.ArrivedOdd, Lines: []views.TransferLine{odd}, BegunMS: before(50 * time.Hour)},
	}
}

// PartIDs implements present.Shelves.
func (s *Shop) PartIDs(_ context.Context, words string) ([]present.ID, error) {
	var ids []present.ID
	for _, p := range s.Shelved {
		if strings.Contains(strings.ToLower(p.Ref+" "+p.Label+" "+p.GTIN), strings.ToLower(words)) {
			ids = append(ids, p.ID)
		}
	}
	return ids, s.broken()
}

// PartLines implements present.Shelves.
func (s *Shop) PartLines(_ context.Context, ids []present.ID) ([]views.PartLine, error) {
	var out []views.PartLine
	for _, id := range ids {
		for _, p := range s.Shelved {
			if p.ID != id {
				continue
			}
			line := views.PartLine{ID: p.ID, Ref: p.Ref, Label: p.Label, Price: p.Price, Currency: p.Currency}
			for _, at := range p.Places {
				if at.Place.Promisable() && at.Place.Site() == "LIL" {
					line.OnHand, line.Promised, line.Rights, line.Short = line.OnHand+at.OnHand, line.Promised+at.Promised, line.Rights+at.Rights, line.Short+at.Short
				}
			}
			out = append(out, line)
		}
	}
	return out, s.broken()
}

// Stock implements present.Shelves.
func (s *Shop) Stock(_ context.Context, part string) (service.PartStock, error) {
	for _, p := range s.Shelved {
		if p.ID.String() == part || p.Ref == part {
			return p.PartStock, s.broken()
		}
	}
	return service.PartStock{}, fault.New(fault.NotFound, "part")
}

// ExplainStock implements present.Shelves.
func (s *Shop) ExplainStock(_ context.Context, in *service.ForExplanation) ([]views.Change, error) {
	for _, p := range s.Shelved {
		if p.ID.String() == in.Part {
			return p.History, s.broken()
		}
	}
	return nil, fault.New(fault.NotFound, "part")
}

// LowStock implements present.Shelves.
func (s *Shop) LowStock(context.Context) ([]views.Account, error) {
	var low []views.Account
	for _, p := range s.Shelved {
		for _, at := range p.Places {
			if at.Least > 0 && at.OnHand <= at.Least {
				low = append(low, at)
			}
		}
	}
	return low, s.broken()
}

func (s *Shop) ordersIn(status stock.OrderStatus) (out []views.Order) {
	for _, o := range s.Ordered {
		if o.Status == status {
			out = append(out, o)
		}
	}
	return out
}

// OpenOrders implements present.Shelves.
func (s *Shop) OpenOrders(context.Context) ([]views.Order, error) {
	return s.ordersIn(stock.OrderOpen), s.broken()
}

// OrderRisks implements present.Shelves.
func (s *Shop) OrderRisks(context.Context, *service.SiteAsked) (out []service.OrderRisk, err error) {
	for _, o := range s.ordersIn(stock.OrderOpen) {
		for _, l := range o.Lines {
			risk := service.OrderRisk{OrderLine: l, Order: o.ID, Supplier: o.Supplier}
			switch {
			case l.State == stock.PriceChanged:
				risk.Why, risk.QuotedCents = []service.OrderWhy{service.OrderDearer}, 4_200
			case l.DueOn != "" && l.DueOn < in(0):
				risk.Why, risk.DaysLate, risk.PromisedOn = []service.OrderWhy{service.OrderLate, service.AfterPromise}, 2, in(-3)
			}
			if len(risk.Why) > 0 {
				out = append(out, risk)
			}
		}
	}
	return out, s.broken()
}

// UnclaimedReceipts implements present.Shelves.
func (s *Shop) UnclaimedReceipts(context.Context) ([]service.OpenReceipt, error) {
	var out []service.OpenReceipt
	for _, o := range s.ordersIn(stock.Unclaimed) {
		out = append(out, service.OpenReceipt{Order: o, Days: 3, Risk: true, Cents: 9_000})
	}
	return out, s.broken()
}

// Order implements present.Shelves.
func (s *Shop) Order(_ context.Context, id present.ID) (views.Order, error) {
	for _, o := range append(s.Ordered[:len(s.Ordered):len(s.Ordered)], s.Others.Back...) {
		if o.ID == id {
			return o, s.broken()
		}
	}
	return views.Order{}, fault.New(fault.NotFound, "id")
}

// OrdersOfFile implements present.FileParts.
func (s *Shop) OrdersOfFile(_ context.Context, file present.ID) ([]views.Order, error) {
	var out []views.Order
	for _, o := range s.Ordered {
		if slices.ContainsFunc(o.Lines, func(l views.OrderLine) bool { return l.FileID == file }) {
			out = append(out, o)
		}
	}
	return out, s.broken()
}

// PromisesOfFile implements present.FileParts.
func (s *Shop) PromisesOfFile(_ context.Context, file present.ID) ([]views.Promise, error) {
	var out []views.Promise
	for _, shelf := range s.Shelved {
		for _, p := range shelf.Promises {
			if p.FileID == file {
				out = append(out, p)
			}
		}
	}
	return out, s.broken()
}

// OpenTransfers implements present.Shelves.
func (s *Shop) OpenTransfers(context.Context) ([]views.Transfer, error) {
	return s.Moving, s.broken()
}

// Transfer implements present.Shelves.
func (s *Shop) Transfer(_ context.Context, id present.ID) (views.Transfer, error) {
	for _, t := range s.Moving {
		if t.ID == id {
			return t, s.broken()
		}
	}
	return views.Transfer{}, fault.New(fault.NotFound, "id")
}

// Suppliers implements present.Shelves.
func (s *Shop) Suppliers(context.Context) ([]views.Supplier, error) {
	return []views.Supplier{{ID: ID(118), Code: "SEB", Name: "Pièces SEB", Days: 3}}, s.broken()
}

// Sites implements present.Shelves.
func (s *Shop) Sites(context.Context) ([]views.Site, error) {
	site := func(n byte, code, name string) views.Site {
		out := views.Site{ID: journal.EntityID(ID(n))}
		out.Code, out.Name = code, name
		return out
	}
	roubaix := site(61, "ROU", "Roubaix")
	roubaix.Phone = "03 20 99 40 12"
	return []views.Site{site(60, "LIL", "Lille"), roubaix}, s.broken()
}

// SiteCode implements present.Shelves.
func (s *Shop) SiteCode() string { return "LIL" }
