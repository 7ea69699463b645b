package present

import (
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/stock"
	"etabli/app/views"
)

// The acts on parts, orders and transfers. Those that end in a colon have what
// they are about behind it.
const (
	stockWhy       = "stock.why:"
	stockFile      = "stock.file:"
	stockPromise   = "stock.promise:"
	stockUse       = "stock.use"
	stockReceive   = "stock.receive"
	stockKeep      = "stock.keep"
	stockMove      = "stock.move"
	stockSend      = "stock.send"
	stockAdjust    = "stock.adjust"
	stockReorder   = "stock.reorder"
	stockOrder     = "stock.order"
	stockBack      = "stock.back"
	stockEdit      = "stock.edit"
	stockAdd       = "stock.add"
	orderReceive   = "order.receive"
	orderAnswer    = "order.answer"
	orderCancel    = "order.cancel"
	orderAssign    = "order.assign"
	transferArrive = "transfer.arrive"
	transferClose  = "transfer.close"
	countSave      = "count.save"
	countDrop      = "count.drop"
)

var stockIcons = map[string]string{
	stockUse: "wrench", stockReceive: "arrow-down-to-line", stockKeep: "lock", stockMove: "arrow-left-right", stockSend: "truck",
	stockAdjust: "scale", stockReorder: "package-open", stockOrder: "receipt-text", stockBack: "rotate-ccw", stockEdit: "pencil", stockAdd: "plus",
	orderReceive: "arrow-down-to-line", orderAnswer: "message-square", orderCancel: "x", orderAssign: "tag",
	transferArrive: "package-check", transferClose: "lock", countSave: "check-check", countDrop: "trash-2",
}

func (e Env) stockActs(ids ...string) (primary Action, rest []Action) {
	for _, id := range ids {
		rest = append(rest, Action{ID: id, Label: e.Words.T("deed." + id), Icon: stockIcons[id]})
	}
	if len(rest) > 0 {
		primary, rest = rest[0], rest[1:]
	}
	return primary, rest
}

// partActions are what can be done with a part; one that is out is ordered first
// of all.
func (s *Stock) partActions(sum views.PartLine) (Action, []Action) {
	ids := []string{stockUse, stockKeep, stockReceive, stockMove, stockSend, stockAdjust, stockBack, stockOrder, stockReorder, stockEdit, stockAdd}
	if sum.OnHand <= 0 {
		ids = []string{stockOrder, stockReceive, stockKeep, stockSend, stockAdjust, stockReorder, stockEdit, stockAdd}
	}
	return s.stockActs(ids...)
}

// PrimaryPressed does the right next thing.
func (s *Stock) PrimaryPressed() {
	var next Action
	switch {
	case s.scope == CountScope:
		next.ID = countSave
	case !s.read:
	case s.one.part != nil:
		next, _ = s.partActions(s.mine(*s.one.part))
	default:
		var d Detail
		if s.one.order != nil {
			s.showOrder(&d, *s.one.order)
		} else {
			s.showTransfer(&d, *s.one.transfer)
		}
		next = d.Primary
	}
	if next.ID != "" {
		s.ActionPressed(next.ID)
	}
}

// EmptyPressed adds a part to the catalogue.
func (s *Stock) EmptyPressed() { s.open.sheets.open(s.partSheet(views.Part{Ref: s.query})) }

// ActionPressed begins an act.
func (s *Stock) ActionPressed(id string) {
	if s.open.busy {
		return
	}
	switch id {
	case countSave:
		s.saveTally()
		return
	case countDrop:
		s.tally = tally{}
		s.redraw()
		return
	}
	if !s.read || s.open.prints(s.ports.Papers, id) {
		return
	}
	if name, about, ok := strings.Cut(id, ":"); ok {
		s.pressedAbout(name+":", about)
		return
	}
	sheets := s.partSheets()
	if s.one.order != nil {
		sheets = s.orderSheets()
	} else if s.one.transfer != nil {
		sheets = map[string]func() plan{transferArrive: s.arriveSheet, transferClose: s.closeSheet}
	}
	if make, ok := sheets[id]; ok {
		s.open.sheets.open(make())
	}
}

// pressedAbout begins an act that names what it is about.
func (s *Stock) pressedAbout(name, about string) {
	var id ID
	known := id.UnmarshalText([]byte(about)) == nil
	switch {
	case name == stockWhy:
		s.askedWhy(stock.Place(about))
	case name == stockFile && known:
		s.Go(Route{Screen: CounterScreen, Repair: id})
	case name == orderAssign+":":
		if n, err := strconv.Atoi(about); err == nil {
			s.open.sheets.open(s.assignSheet(n))
		}
	case name == stockPromise && known && s.one.part != nil:
		if i := slices.IndexFunc(s.one.part.Promises, func(p views.Promise) bool { return p.ID == id }); i >= 0 {
			s.open.sheets.open(s.promiseSheet(s.one.part.Promises[i]))
		}
	}
}

// askedWhy shows the history that explains a figure; asked again it puts it away.
func (s *Stock) askedWhy(place stock.Place) {
	if s.why.place == place {
		place = ""
	}
	s.why = whyCard{place: place}
	s.explain()
	s.publish()
}

func (s *Stock) partSheets() map[string]func() plan {
	return map[string]func() plan{
		stockUse: s.useSheet, stockReceive: s.receiveSheet, stockKeep: s.keepSheet, stockMove: s.moveSheet, stockSend: s.sendSheet,
		stockAdjust: s.adjustSheet, stockReorder: s.reorderSheet, stockOrder: s.orderSheet, stockBack: s.backSheet,
		stockEdit: func() plan { return s.partSheet(s.one.part.Part) },
		stockAdd:  func() plan { return s.partSheet(views.Part{}) },
	}
}

func (s *Stock) orderSheets() map[string]func() plan {
	return map[string]func() plan{
		orderReceive: s.orderReceiveSheet, orderAnswer: s.answerSheet, orderCancel: s.cancelSheet,
		orderAssign: func() plan { return s.assignSheet(0) },
	}
}
