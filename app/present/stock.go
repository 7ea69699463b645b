package present

import (
	"context"
	"errors"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// The parts of the stock's list.
const (
	PartScope     Scope = "parts"
	LowScope      Scope = "low"
	OrderScope    Scope = "orders"
	TransferScope Scope = "transfers"
	NobodyScope   Scope = "nobody" // deliveries of which a line is for nobody
	CountScope    Scope = "count"
)

// Shelves is what the stock's screen reads.
type Shelves interface {
	Changes
	Calls
	PartIDs(ctx context.Context, words string) ([]ID, error)
	PartLines(ctx context.Context, ids []ID) ([]views.PartLine, error)
	Stock(ctx context.Context, part string) (service.PartStock, error)
	ExplainStock(ctx context.Context, in *service.ForExplanation) ([]views.Change, error)
	LowStock(ctx context.Context) ([]views.Account, error)
	OpenOrders(ctx context.Context) ([]views.Order, error)
	OrderRisks(ctx context.Context, in *service.SiteAsked) ([]service.OrderRisk, error)
	Order(ctx context.Context, id ID) (views.Order, error)
	UnclaimedReceipts(ctx context.Context) ([]service.OpenReceipt, error)
	OpenTransfers(ctx context.Context) ([]views.Transfer, error)
	Transfer(ctx context.Context, id ID) (views.Transfer, error)
	Suppliers(ctx context.Context) ([]views.Supplier, error)
	Sites(ctx context.Context) ([]views.Site, error)
	SiteCode() string
}

// StockActs are the commands on stock, orders and transfers.
type StockActs interface {
	SavePart(ctx context.Context, call service.Call, in *service.PartInput) (service.Result, error)
	ReceiveStock(ctx context.Context, call service.Call, in *service.ReceiveStockInput) (service.Result, error)
	AssignReceipt(ctx context.Context, call service.Call, in *service.AssignInput) (service.Result, error)
	MoveStock(ctx context.Context, call service.Call, in *service.MoveStockInput) (service.Result, error)
	UseStock(ctx context.Context, call service.Call, in *service.UseStockInput) (service.Result, error)
	AdjustStock(ctx context.Context, call service.Call, in *service.AdjustStockInput) (service.Result, error)
	CountStock(ctx context.Context, call service.Call, in *service.CountStockInput) (service.Result, error)
	SayReorder(ctx context.Context, call service.Call, in *service.ReorderInput) (service.Result, error)
	MakePromise(ctx context.Context, call service.Call, in *service.PromiseInput) (service.Result, error)
	EndPromise(ctx context.Context, call service.Call, in *service.EndPromiseInput) (service.Result, error)
	SendBack(ctx context.Context, call service.Call, in *service.SendBackInput) (service.Result, error)
	PlaceOrder(ctx context.Context, call service.Call, in *service.PlaceOrderInput) (service.Result, error)
	AnswerOrder(ctx context.Context, call service.Call, in *service.AnswerOrderInput) (service.Result, error)
	CancelOrder(ctx context.Context, call service.Call, in *service.CancelOrderInput) (service.Result, error)
	SendTransfer(ctx context.Context, call service.Call, in *service.TransferInput) (service.Result, error)
	ArriveTransfer(ctx context.Context, call service.Call, in *service.ArriveInput) (service.Result, error)
	CloseTransfer(ctx context.Context, call service.Call, in *service.CloseTransferInput) (service.Result, error)
}

// StockPorts are what the stock's screen works with.
type StockPorts struct {
	Shelves Shelves
	Acts    StockActs
	Files   Searches
	Papers  Papers
}

// Stock presents parts, what is awaited and what is on its way.
type Stock struct {
	stay
	sheeted
	ports StockPorts
	list  func(ListState)
	show  func(Detail)

	scope    Scope
	query    string
	pressed  bool   // an exact part is opened as soon as it is found
	alone    string // the code by itself, when what stood before it was no part of it
	window   window[views.PartLine]
	lists    stockLists
	known    bool
	notice   Notice
	revision int
	lane     lane
	finding  lane
	pulse    *pulse

	one   stored
	read  bool
	why   whyCard
	tally tally
}

// stockLists are the lists beside that of the parts.
type stockLists struct {
	parts     []ID
	low       []views.Account
	orders    []views.Order // those with a line at risk first
	risks     []service.OrderRisk
	nobody    []service.OpenReceipt
	transfers []views.Transfer
	suppliers []views.Supplier
	sites     []views.Site
}

// stored is what is open: one of the three.
type stored struct {
	part     *service.PartStock
	order    *views.Order
	transfer *views.Transfer
}

// whyCard is the history that explains a figure.
type whyCard struct {
	place stock.Place // empty for none
	rows  []views.Change
	lane  lane
}

// NewStock makes the presenter of the stock.
func NewStock(env Env, ports StockPorts, list func(ListState), show func(Detail)) *Stock {
	s := &Stock{stay: stay{Env: env}, ports: ports, list: list, show: show, scope: PartScope}
	s.window = window[views.PartLine]{
		stay: &s.stay, read: ports.Shelves.PartLines, line: s.partRow, shown: s.redraw, fail: s.failed, cache: newRowCache(),
	}
	s.pulse = newPulse(env, frame, s.load)
	s.open = newPane(&s.stay, ports.Shelves, s.publish, s.loadOne, s.again)
	return s
}

// Enter begins to show the stock and follows changes.
func (s *Stock) Enter(ctx context.Context) {
	s.enter(ctx)
	s.watch(s.ports.Shelves, s.changed)
	s.until(s.pulse.rest)
	s.until(s.open.pulse.rest)
	s.window.cache.spoilAll() // nobody followed what changed meanwhile
	s.again()
	s.publish()
}

// Leave ends it; what was counted is kept.
func (s *Stock) Leave() { s.leave() }

// Show opens a part, an order or a transfer.
func (s *Stock) Show(at Route) {
	if at.Open.IsZero() || !s.open.choose(at.Open) {
		return
	}
	s.one, s.read, s.why = stored{}, false, whyCard{}
	if s.here() {
		s.open.pulse.kick()
	}
	s.publish()
}

func (s *Stock) changed(touched []journal.Entity) {
	moved := false
	for _, e := range touched {
		switch uint8(e.Type) {
		case kind.Part, kind.Account, kind.Promise, kind.Order, kind.Transfer, kind.Supplier, kind.Count:
			moved = true
		}
	}
	if moved {
		s.window.cache.spoilAll()
		s.again()
	}
}

// again reads the lists and what is open.
func (s *Stock) again() {
	s.pulse.kick()
	if !s.open.id.IsZero() {
		s.open.pulse.kick()
	}
}

func (s *Stock) load() {
	words := strings.TrimSpace(s.query)
	ask(&s.stay, &s.lane, func(ctx context.Context) (stockLists, error) {
		return s.readLists(ctx, words)
	}, func(now stockLists, err error) {
		s.pulse.done()
		if err != nil {
			s.failed(err)
			return
		}
		if strings.TrimSpace(s.query) != words { // somebody looks for something else by now
			now.parts = s.lists.parts
		}
		s.lists, s.known, s.notice = now, true, Notice{}
		s.window.replace(now.parts)
		s.redraw()
	})
}

func (s *Stock) readLists(ctx context.Context, words string) (out stockLists, err error) {
	var faults [8]error
	p := s.ports.Shelves
	out.parts, faults[0] = p.PartIDs(ctx, words)
	out.low, faults[1] = p.LowStock(ctx)
	out.orders, faults[2] = p.OpenOrders(ctx)
	out.nobody, faults[3] = p.UnclaimedReceipts(ctx)
	out.transfers, faults[4] = p.OpenTransfers(ctx)
	out.suppliers, faults[5] = p.Suppliers(ctx)
	out.sites, faults[6] = p.Sites(ctx)
	out.risks, faults[7] = p.OrderRisks(ctx, &service.SiteAsked{})
	out.riskFirst()
	return out, errors.Join(faults[:]...)
}

func (s *Stock) failed(err error) {
	s.notice = s.retriable(err)
	s.publish()
}

func (s *Stock) redraw() {
	s.revision++
	s.publish()
}

func (s *Stock) loadOne() {
	id := s.open.id
	ask(&s.stay, &s.open.lane, func(ctx context.Context) (stored, error) {
		return s.stored(ctx, id)
	}, func(found stored, err error) {
		s.open.pulse.done()
		if err != nil {
			s.open.notice = s.retriable(err)
		} else {
			s.one, s.read = found, true
			if s.open.notice.Retry != "" {
				s.open.notice = Notice{}
			}
			s.explain()
		}
		s.publish()
	})
}

// stored reads what an id names.
func (s *Stock) stored(ctx context.Context, id ID) (out stored, err error) {
	missing := fault.New(fault.NotFound, "")
	part, err := s.ports.Shelves.Stock(ctx, id.String())
	if !errors.Is(err, missing) {
		out.part = &part
		return out, err
	}
	order, err := s.ports.Shelves.Order(ctx, id)
	if !errors.Is(err, missing) {
		out.order = &order
		return out, err
	}
	transfer, err := s.ports.Shelves.Transfer(ctx, id)
	out.transfer = &transfer
	return out, err
}

// explain reads why the figure of the chosen place is what it is.
func (s *Stock) explain() {
	if s.why.place == "" || s.one.part == nil {
		return
	}
	in := &service.ForExplanation{Part: s.one.part.ID.String(), Place: s.why.place}
	ask(&s.stay, &s.why.lane, func(ctx context.Context) ([]views.Change, error) {
		return s.ports.Shelves.ExplainStock(ctx, in)
	}, func(rows []views.Change, err error) {
		if err != nil {
			s.open.refused(err)
			return
		}
		s.why.rows = rows
		s.publish()
	})
}

// Typed looks for the parts that words name.
func (s *Stock) Typed(text string) {
	if text == s.query {
		return
	}
	s.look(text, false, "")
}

// look reads the parts that words or a code name.
func (s *Stock) look(text string, pressed bool, alone string) {
	s.query, s.pressed, s.alone, s.scope = text, pressed, alone, PartScope
	words := strings.TrimSpace(text)
	ask(&s.stay, &s.finding, func(ctx context.Context) ([]ID, error) {
		return s.ports.Shelves.PartIDs(ctx, words)
	}, func(ids []ID, err error) {
		if err != nil {
			s.failed(err)
			return
		}
		s.lists.parts = ids
		s.window.replace(ids)
		s.redraw()
		s.openScanned()
	})
	s.publish()
}

// ScopeChosen shows another list.
func (s *Stock) ScopeChosen(scope Scope) {
	if s.scope != scope {
		s.scope = scope
		s.redraw()
	}
}

// RetryPressed reads again after a failure, or records the count that is under way.
func (s *Stock) RetryPressed() {
	if s.scope == CountScope && s.notice.IsZero() {
		s.saveTally()
		return
	}
	s.notice, s.open.notice = Notice{}, Notice{}
	s.again()
	s.publish()
}

// Scanned takes the code of a part or of a transfer's slip. While shelves are
// counted each code is one piece more. It leaves receipts to the search.
func (s *Stock) Scanned(code string) bool {
	code = strings.TrimSpace(code)
	_, number := repair.ParseNumber(code)
	if number || portalToken(code) != code || s.open.sheets.state.Open {
		return false
	}
	if s.scope == CountScope {
		s.counted(code)
		return true
	}
	if i := slices.IndexFunc(s.lists.transfers, func(t views.Transfer) bool { return strings.EqualFold(t.Number, code) }); i >= 0 {
		s.scope = TransferScope
		s.Go(Route{Screen: StockScreen, Open: s.lists.transfers[i].ID})
		return true
	}
	if strings.HasPrefix(strings.ToUpper(code), transferMark) {
		s.open.sheets.open(s.unheardSheet(code))
		return true
	}
	if s.query == "" {
		s.look(code, true, "")
	} else { // a slow reader's first characters were taken for typing, or somebody had typed
		s.look(strings.TrimSpace(s.query)+code, true, code)
	}
	return true
}

// transferMark begins the number on a transfer's slip.
const transferMark = "T-"

// openScanned opens the one part that a code names.
func (s *Stock) openScanned() {
	if !s.pressed {
		return
	}
	s.pressed = false
	switch {
	case len(s.lists.parts) == 1:
		found := s.lists.parts[0]
		s.look("", false, "")
		s.Go(Route{Screen: StockScreen, Open: found})
	case s.alone != "":
		s.look(s.alone, true, "")
	}
}
