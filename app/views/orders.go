package views

import (
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// The lists of orders, deliveries and transfers.
const (
	listOpen      = "open"
	listUnclaimed = "unclaimed" // deliveries of which a line has no destination
	listBack      = "back"      // on their way to a supplier, credit awaited
	listUntold    = "untold"    // transfers of which HQ has not told the shops
	listTo        = "to/"       // transfers that are on their way to a site
)

var orderShape = shape{
	places: func(s *fold.State) []place {
		var out []place
		switch stock.OrderStatus(s.Status) {
		case stock.OrderOpen:
			if !orderDone(s) {
				out = append(out, place{listOpen, by(s.BegunMS)})
			}
		case stock.GoingBack:
			out = append(out, place{listBack, by(s.BegunMS)})
		case stock.Unclaimed:
			if unclaimed(s) {
				out = append(out, place{listUnclaimed, by(s.BegunMS)})
			}
		}
		files := map[string]bool{}
		for n := 1; n <= lineCount(s); n++ {
			if file := s.Value(fold.LineField(n, fold.LineFile)); file != "" && !files[file] {
				files[file] = true
				out = append(out, place{listOfFile + file, by(s.BegunMS)})
			}
		}
		return out
	},
	texts: func(o *opener) []string {
		return []string{o.value(fold.FieldNumber), o.value(fold.FieldSlip), o.value(fold.FieldSupplier)}
	},
}

var transferShape = shape{
	places: func(s *fold.State) []place {
		var out []place
		if transferStands(s).Open() {
			out = append(out, place{listOpen, by(s.BegunMS)}, place{listTo + stock.Place(s.Value(fold.FieldTo)).Site(), by(s.BegunMS)})
		}
		if transferUntold(s) {
			out = append(out, place{listUntold, by(s.BegunMS)})
		}
		return out
	},
	texts: func(o *opener) []string { return []string{o.value(fold.FieldNumber)} },
}

var supplierShape = shape{
	places: func(s *fold.State) []place {
		f := sellerOf(s)
		if f.Gone {
			return nil
		}
		return []place{{listAll, keyText(f.Name)}}
	},
	texts: func(o *opener) []string { f := sellerOf(o.state); return []string{f.Code, f.Name} },
}

func sellerOf(s *fold.State) (f stock.SupplierFacts) {
	_ = journal.UnmarshalFacts([]byte(s.Value(fold.FieldSeller)), &f) // who has none has no name
	return f
}

func lineCount(s *fold.State) int {
	n, _ := strconv.Atoi(s.Value(fold.FieldLines)) // none said: no lines
	return min(n, stock.MaxLines)
}

func unclaimed(s *fold.State) bool {
	for n := 1; n <= lineCount(s); n++ {
		if s.Value(fold.LineField(n, fold.LineFor)) == string(stock.Unknown) {
			return true
		}
	}
	return false
}

// orderDone tells whether nothing of an order is awaited any more.
func orderDone(s *fold.State) bool {
	for n := 1; n <= lineCount(s); n++ {
		wanted := lineWanted(s, n)
		gone := s.Value(fold.LineField(n, fold.LineState)) == string(stock.LineGone)
		if !gone && s.Sum(fold.LineField(n, fold.LineIn)).N < wanted {
			return false
		}
	}
	return true
}

// lineWanted is how many pieces of a line are awaited in all: those that were
// ordered, or fewer when the supplier said that no more will come.
func lineWanted(s *fold.State, n int) int64 {
	wanted, _ := parseCount(s.Value(fold.LineField(n, fold.LineN)))
	come, said := parseCount(s.Value(fold.LineField(n, fold.LineCome)))
	if said && s.Value(fold.LineField(n, fold.LineState)) == string(stock.Partial) {
		return min(wanted, come)
	}
	return wanted
}

func transferStands(s *fold.State) stock.TransferStatus {
	return stock.TransferStands(s.Value(fold.FieldArrived) != "", transferEven(s), s.Value(fold.FieldClosed) != "")
}

// transferUntold tells whether HQ has something to tell about a transfer.
func transferUntold(s *fold.State) bool {
	if s.Value(fold.FieldSent) == "" {
		return false // nobody knows yet where it comes from
	}
	for _, part := range transferParts(s) {
		if told, _ := parseCount(s.Value(fold.GroupTold + part)); s.Sum(fold.GroupArrived+part).N > told {
			return true
		}
	}
	if s.Value(fold.FieldClosed) != "" && s.Value(fold.FieldToldEnd) == "" {
		return true
	}
	return s.Value(fold.FieldTold) == ""
}

// transferParts are the parts of a transfer: those that were sent, and those that
// arrived without.
func transferParts(s *fold.State) []string {
	parts := s.Group(fold.GroupSent)
	for _, part := range s.Group(fold.GroupTold) {
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	for _, sum := range s.Sums {
		if part, ok := strings.CutPrefix(sum.Name, fold.GroupArrived); ok && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return parts
}

// arrivedOf is how many pieces of a part arrived, as this store knows or was told.
func arrivedOf(s *fold.State, part string) int64 {
	told, _ := parseCount(s.Value(fold.GroupTold + part))
	return max(told, s.Sum(fold.GroupArrived+part).N)
}

// transferEven tells whether what arrived is what was sent.
func transferEven(s *fold.State) bool {
	for _, part := range transferParts(s) {
		if n, _ := parseCount(s.Value(fold.GroupSent + part)); n != arrivedOf(s, part) {
			return false
		}
	}
	return true
}

// Order is a purchase order, a delivery, or what goes back to a supplier.
type Order struct {
	ID       journal.EntityID  `json:"id"`
	Status   stock.OrderStatus `json:"status"`
	Supplier string            `json:"supplier,omitempty"`
	Number   string            `json:"number,omitempty"`
	Slip     string            `json:"slip,omitempty"`
	Currency string            `json:"currency,omitempty"`
	BegunMS  int64             `json:"begun_ms"`
	Lines    []OrderLine       `json:"lines,omitempty"`
	Back     *Back             `json:"back,omitempty"`
	Reason   string            `json:"reason,omitempty"`
	Items    []ReviewItem      `json:"items,omitempty"`
}

// OrderLine is one line of an order or a delivery.
type OrderLine struct {
	Line      int               `json:"line"`
	PartID    journal.EntityID  `json:"part_id"`
	Ref       string            `json:"ref"`
	Label     string            `json:"label"`
	Place     stock.Place       `json:"place"`
	N         int64             `json:"n"`
	Wanted    int64             `json:"wanted"` // fewer than N when no more will come
	Arrived   int64             `json:"arrived,omitempty"`
	CostCents int64             `json:"cost_cents,omitempty"`
	State     stock.LineState   `json:"state,omitempty"`
	Source    string            `json:"source,omitempty"` // who told it; it is not checked by us
	ToldMS    int64             `json:"told_ms,omitempty"`
	DueOn     string            `json:"due_on,omitempty"`
	InsteadID journal.EntityID  `json:"instead_id,omitzero"`
	For       stock.Destination `json:"for,omitempty"`
	FileID    journal.EntityID  `json:"file_id,omitzero"`
	Number    string            `json:"file,omitempty"`
}

// Back is what goes back to a supplier.
type Back struct {
	Reason      string `json:"reason"`
	Number      string `json:"number,omitempty"`
	ByOn        string `json:"by_on,omitempty"`
	CreditCents int64  `json:"credit_cents,omitempty"`
	State       string `json:"state"` // awaited, received, refused
	GotCents    int64  `json:"got_cents,omitempty"`
	ShortCents  int64  `json:"short_cents,omitempty"` // of what was expected, that does not come
	CreditNo    string `json:"credit_number,omitempty"`
	Why         string `json:"why,omitempty"` // of a refusal

	Lines []BackLine `json:"lines,omitempty"`
}

// BackLine is pieces of one part that go back.
type BackLine struct {
	PartID  journal.EntityID `json:"part_id"`
	Ref     string           `json:"ref"`
	Label   string           `json:"label"`
	N       int64            `json:"n"`
	Serials []string         `json:"serials,omitempty"`
	Lot     string           `json:"lot,omitempty"`
}

// Order answers an order; storage.ErrNotFound when there is none.
func (v *Views) Order(r storage.Reader, id journal.EntityID) (Order, error) {
	l, err := newLook(r)
	if err != nil {
		return Order{}, err
	}
	return l.order(id)
}

func (l *look) order(id journal.EntityID) (Order, error) {
	s, err := l.state(kind.Order, id)
	if err != nil {
		return Order{}, err
	}
	out := Order{
		ID: id, Status: stock.OrderStatus(s.Status), Supplier: s.Value(fold.FieldSupplier), Number: s.Value(fold.FieldNumber),
		Slip: s.Value(fold.FieldSlip), Currency: s.Value(fold.FieldCurrency), BegunMS: s.BegunMS, Reason: s.Value(fold.FieldReason),
	}
	if out.Back, err = l.backOf(s); err != nil {
		return out, err
	}
	if out.Status == stock.OrderOpen && orderDone(s) || out.Status == stock.Unclaimed && !unclaimed(s) {
		out.Status = stock.OrderDone
	}
	for n := 1; n <= lineCount(s); n++ {
		line, err := l.orderLine(s, n)
		if err != nil {
			return out, err
		}
		out.Lines = append(out.Lines, line)
	}
	out.Items, err = l.items(journal.Entity{Type: journal.EntityType(kind.Order), ID: id}, s)
	return out, err
}

func (l *look) backOf(s *fold.State) (*Back, error) {
	var f stock.BackFacts
	if s.Value(fold.FieldBack) == "" || journal.UnmarshalFacts([]byte(s.Value(fold.FieldBack)), &f) != nil {
		return nil, nil
	}
	out := &Back{Reason: f.Reason, Number: f.Number, ByOn: f.ByOn, CreditCents: f.CreditCents, State: "awaited"}
	var credit stock.CreditedFacts
	if s.Value(fold.FieldCredit) != "" && journal.UnmarshalFacts([]byte(s.Value(fold.FieldCredit)), &credit) == nil {
		out.State, out.GotCents, out.CreditNo, out.Why = credit.State, credit.Cents, credit.Number, credit.Reason
		out.ShortCents = max(0, f.CreditCents-credit.Cents)
	}
	for _, line := range f.Lines {
		one := BackLine{PartID: journal.EntityID(line.Part), N: line.N, Serials: line.Serials, Lot: line.Lot}
		var err error
		if one.Ref, one.Label, err = l.partName(one.PartID); err != nil {
			return out, err
		}
		out.Lines = append(out.Lines, one)
	}
	return out, nil
}

func (l *look) orderLine(s *fold.State, n int) (OrderLine, error) {
	value := func(name string) string { return s.Value(fold.LineField(n, name)) }
	pieces, _ := parseCount(value(fold.LineN))
	cents, _ := repair.ParseCents(value(fold.LineCost))
	out := OrderLine{
		Line: n, PartID: s.ID(fold.LineField(n, fold.LinePart)), Place: stock.Place(value(fold.LinePlace)), N: pieces, Wanted: lineWanted(s, n), CostCents: cents,
		State: stock.LineState(value(fold.LineState)), Source: value(fold.LineSource), DueOn: value(fold.LineDue),
		InsteadID: s.ID(fold.LineField(n, fold.LineInstead)), For: stock.Destination(value(fold.LineFor)),
		FileID: s.ID(fold.LineField(n, fold.LineFile)), Arrived: s.Sum(fold.LineField(n, fold.LineIn)).N,
	}
	if told := s.Shown(fold.LineField(n, fold.LineState)); told != nil {
		out.ToldMS = told.AtMS
	}
	var err error
	if out.Ref, out.Label, err = l.partName(out.PartID); err != nil || out.FileID.IsZero() {
		return out, err
	}
	if row, err := l.raw(out.FileID); err == nil {
		out.Number = row.Number
	}
	return out, nil
}

// OpenOrders answers the orders of which something is awaited, the oldest first.
func (v *Views) OpenOrders(r storage.Reader) ([]Order, error) {
	return each(r, kind.Order, listOpen, (*look).order)
}

// UnclaimedReceipts answers the deliveries of which a line is for nobody.
func (v *Views) UnclaimedReceipts(r storage.Reader) ([]Order, error) {
	return each(r, kind.Order, listUnclaimed, (*look).order)
}

// GoingBack answers what is on its way to suppliers and not credited.
func (v *Views) GoingBack(r storage.Reader) ([]Order, error) {
	return each(r, kind.Order, listBack, (*look).order)
}

// OrdersOfFile answers the orders and deliveries of a repair.
func (v *Views) OrdersOfFile(r storage.Reader, file journal.EntityID) ([]Order, error) {
	return ofFile(r, file, func(id journal.EntityID) ([]Order, error) {
		return each(r, kind.Order, listOfFile+id.String(), (*look).order)
	})
}

// Supplier is who sells to us.
type Supplier struct {
	ID   journal.EntityID `json:"id"`
	Code string           `json:"code"`
	Name string           `json:"name"`
	Days int              `json:"days,omitempty"`
	Gone bool             `json:"gone,omitempty"`
}

// Suppliers answers the suppliers, by name.
func (v *Views) Suppliers(r storage.Reader) ([]Supplier, error) {
	return each(r, kind.Supplier, listAll, (*look).supplier)
}

// Supplier answers a supplier; storage.ErrNotFound when there is none.
func (v *Views) Supplier(r storage.Reader, id journal.EntityID) (Supplier, error) {
	l, err := newLook(r)
	if err != nil {
		return Supplier{}, err
	}
	return l.supplier(id)
}

func (l *look) supplier(id journal.EntityID) (Supplier, error) {
	s, err := l.state(kind.Supplier, id)
	if err != nil {
		return Supplier{}, err
	}
	f := sellerOf(s)
	return Supplier{ID: id, Code: f.Code, Name: f.Name, Days: f.Days, Gone: f.Gone}, nil
}
