package present

import (
	"cmp"
	"slices"
	"strings"

	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
)

// partRow is a line of the list of parts.
func (s *Stock) partRow(p views.PartLine) Row {
	out := Row{
		ID: p.ID, Number: p.Ref, Product: p.Label, Chip: s.stockChip(p.OnHand, p.Rights, p.Short),
		Waiting: p.Tentative && !s.Desk.Alone, Review: p.Review > 0,
	}
	if p.Price > 0 {
		out.When = s.Words.Money(p.Price, p.Currency)
	}
	words := []string{s.pieces(p.OnHand)}
	if p.Promised > 0 {
		words = append(words, s.Words.T("stock.promised.n", "n", s.count(p.Promised)))
	}
	if p.Waiting > 0 {
		words = append(words, s.Words.T("stock.asked.n", "n", s.Words.Number(p.Waiting)))
	}
	out.Customer = strings.Join(words, " · ")
	return out
}

func (e Env) count(n int64) string { return e.Words.Number(int(n)) }

func (e Env) pieces(n int64) string { return e.Words.N("stock.pieces", int(n)) }

// stockChip says what may be told of a part here: available only while there are
// rights to promise it by.
func (e Env) stockChip(onHand, rights, short int64) Chip {
	switch {
	case short > 0:
		return Chip{Late, "triangle-alert", e.Words.T("stock.short", "n", e.count(short))}
	case onHand <= 0:
		return Chip{Neutral, "x", e.Words.T("status.stock.none")}
	case rights > 0:
		return Chip{Good, "check", e.Words.T("stock.free", "n", e.count(min(rights, onHand)))}
	}
	return Chip{Watch, "circle-question-mark", e.Words.T("stock.confirm")}
}

// lowRow is a line of what is to be bought again.
func (s *Stock) lowRow(a views.Account) Row {
	return Row{
		ID: a.PartID, Number: a.Ref, Product: a.Label, Customer: s.placeName(a.Place),
		When: s.Words.T("stock.least", "n", s.count(a.Least)),
		Chip: Chip{Watch, "package-open", s.Words.T("stock.left", "n", s.count(a.OnHand))}, Waiting: a.Tentative && !s.Desk.Alone,
	}
}

var orderLooks = map[stock.OrderStatus]statusLook{
	stock.OrderOpen: {Work, "truck"}, stock.OrderDone: {Good, "check"}, stock.OrderCancelled: {Neutral, "x"},
	stock.Unclaimed: {Watch, "circle-question-mark"}, stock.GoingBack: {Watch, "undo-2"}, stock.BackDone: {Good, "check"},
}

func (e Env) orderChip(o views.Order) Chip {
	look := orderLooks[o.Status]
	if due := orderDue(o); o.Status == stock.OrderOpen && due != "" && due < e.today() {
		return Chip{Late, "clock", e.Words.T("stock.late", "date", e.Words.DateShort(due))}
	}
	return Chip{look.tone, look.icon, e.Words.T("status.order." + string(o.Status))}
}

// orderDue is the day on which the first line that is awaited was to come.
func orderDue(o views.Order) (due string) {
	for _, l := range o.Lines {
		if l.DueOn != "" && l.Arrived < l.Wanted && l.State != stock.LineGone && (due == "" || l.DueOn < due) {
			due = l.DueOn
		}
	}
	return due
}

func (s *Stock) orderRow(o views.Order) Row {
	files := []string{}
	for _, l := range o.Lines {
		if l.Number != "" && !slices.Contains(files, l.Number) {
			files = append(files, l.Number)
		}
	}
	row := Row{
		ID: o.ID, Number: cmp.Or(o.Number, o.Slip, s.Words.T("stock.no_number")), When: s.when(o.BegunMS), Product: s.orderWords(o),
		Customer: cmp.Or(strings.Join(files, ", "), s.supplier(o.Supplier)), Chip: s.orderChip(o), Review: len(o.Items) > 0,
	}
	if chip, risky := s.orderWhyChip(s.lists.risksOf(o.ID)); risky {
		row.Chip = chip
	}
	return row
}

// orderWords are the parts of an order.
func (s *Stock) orderWords(o views.Order) string {
	var words []string
	for _, l := range o.Lines {
		words = append(words, s.count(l.N)+" × "+cmp.Or(l.Label, l.Ref))
	}
	return strings.Join(words, ", ")
}

func (s *Stock) supplier(code string) string {
	for _, one := range s.lists.suppliers {
		if one.Code == code {
			return one.Name
		}
	}
	return code
}

func (s *Stock) nobodyRow(o service.OpenReceipt) Row {
	row := s.orderRow(o.Order)
	row.Chip = Chip{Watch, "circle-question-mark", s.Words.N("stock.waits", o.Days)}
	if o.Risk {
		row.Chip.Tone, row.Chip.Icon = Late, "triangle-alert"
	}
	if o.Cents > 0 {
		row.When = s.Words.Money(o.Cents, cmp.Or(o.Currency, euro))
	}
	return row
}

var transferLooks = map[stock.TransferStatus]statusLook{
	stock.OnTheWay: {Work, "truck"}, stock.Arrived: {Good, "check"}, stock.ArrivedOdd: {Watch, "triangle-alert"}, stock.TransferClosed: {Neutral, "lock"},
}

func (e Env) transferChip(t views.Transfer) Chip {
	look := transferLooks[t.Status]
	return Chip{look.tone, look.icon, e.Words.T("status.transfer." + string(t.Status))}
}

func (s *Stock) transferRow(t views.Transfer) Row {
	var words []string
	for _, l := range t.Lines {
		words = append(words, s.count(max(l.Sent, l.Arrived))+" × "+cmp.Or(l.Label, l.Ref))
	}
	return Row{
		ID: t.ID, Number: t.Number, When: s.when(t.BegunMS), Product: strings.Join(words, ", "),
		Customer: s.fromTo(t), Chip: s.transferChip(t), Review: len(t.Items) > 0,
	}
}

func (s *Stock) fromTo(t views.Transfer) string {
	from := s.Words.T("stock.from.unknown")
	if t.From != "" {
		from = s.siteName(t.From.Site())
	}
	if t.To == "" {
		return from
	}
	return from + " → " + s.siteName(t.To.Site())
}

func (s *Stock) siteName(code string) string {
	for _, at := range s.lists.sites {
		if at.Code == code && at.Name != "" {
			return at.Name
		}
	}
	return code
}

// placeName is a place in words: "Lille · magasin".
func (s *Stock) placeName(p stock.Place) string { return s.siteName(p.Site()) + " · " + s.spot(p) }

// length is how many lines the list that is shown has.
func (s *Stock) length() int {
	switch s.scope {
	case LowScope:
		return len(s.lists.low)
	case OrderScope:
		return len(s.lists.orders)
	case NobodyScope:
		return len(s.lists.nobody)
	case TransferScope:
		return len(s.lists.transfers)
	case CountScope:
		return len(s.tally.lines)
	}
	return len(s.window.ids)
}

// Row is a line of the list.
func (s *Stock) Row(i int) Row {
	if i < 0 || i >= s.length() {
		return Row{}
	}
	switch s.scope {
	case LowScope:
		return s.lowRow(s.lists.low[i])
	case OrderScope:
		return s.orderRow(s.lists.orders[i])
	case NobodyScope:
		return s.nobodyRow(s.lists.nobody[i])
	case TransferScope:
		return s.transferRow(s.lists.transfers[i])
	case CountScope:
		return s.tallyRow(s.tally.lines[i])
	}
	return s.window.at(i)
}

// RowChosen opens what a line is about.
func (s *Stock) RowChosen(i int) {
	if i < 0 || i >= s.length() {
		return
	}
	if s.scope == CountScope {
		s.open.sheets.open(s.tallySheet(i))
		return
	}
	if row := s.Row(i); !row.ID.IsZero() {
		s.Go(Route{Screen: StockScreen, Open: row.ID})
	}
}

func (s *Stock) listState() ListState {
	out := ListState{
		Tabs: s.tabs(), Total: s.length(), Opened: s.open.id, Selected: -1, Loading: !s.known && s.notice.IsZero(), Notice: s.notice,
		Revision: s.revision, Query: s.query,
	}
	if n := len(s.tally.lines); s.scope == CountScope && n > 0 && s.notice.IsZero() {
		out.Notice = Notice{Tone: Work, Text: s.Words.N("stock.tally.under_way", n), Retry: s.Words.T("deed." + countSave)}
	}
	if s.scope == PartScope {
		out.Selected = s.window.index(s.open.id)
	}
	for i := 0; s.scope != PartScope && s.scope != CountScope && i < out.Total; i++ {
		if s.Row(i).ID == s.open.id {
			out.Selected = i
		}
	}
	if s.known {
		out.Foot = s.Words.N("stock.foot", out.Total)
	}
	if s.known && out.Total == 0 {
		out.Empty = s.empty()
	}
	return out
}

func (s *Stock) empty() Empty {
	key := "stocking.empty." + string(s.scope)
	if s.scope == PartScope && s.query != "" {
		return Empty{Title: s.Words.T("search.empty", "query", s.query), Text: s.Words.T("stock.none.words"), Action: s.Words.T("stock.add")}
	}
	out := Empty{Title: s.Words.T(key), Text: s.Words.T(key + ".text")}
	if s.scope == PartScope {
		out.Action = s.Words.T("stock.add")
	}
	return out
}

func (s *Stock) tabs() []ListTab {
	counts := map[Scope]int{
		LowScope: len(s.lists.low), OrderScope: len(s.lists.orders), TransferScope: len(s.lists.transfers),
		NobodyScope: len(s.lists.nobody), CountScope: len(s.tally.lines),
	}
	var out []ListTab
	for _, scope := range []Scope{PartScope, LowScope, OrderScope, TransferScope, NobodyScope, CountScope} {
		t := ListTab{Scope: scope, Label: s.Words.T("stocking.scope." + string(scope)), Selected: s.scope == scope}
		if n := counts[scope]; s.known && n > 0 {
			t.Count = s.Words.Number(n)
		}
		out = append(out, t)
	}
	return out
}
