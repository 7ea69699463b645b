package fold

import (
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// folder is a fold at work.
type folder struct {
	entity       journal.Entity
	may          machine
	state        State
	fields       fields
	commands     map[journal.CommandID]bool
	applied      []*move
	current      *move          // the transition that gave the present status
	refused      []Item         // transitions that were not legal at their turn
	unread       []Side         // entries that this version cannot read
	twice        []Item         // repeated commands that moved goods or rights again
	records      map[int][]Side // of a till's day, by their place in the series
	takings      takings
	settled      map[string]bool
	books        books
	talk         talk
	erasures     erasures
	quoteVersion int    // the highest so far
	quoteFacts   string // of that version
}

// Fold computes the state of an entity from its history, which is in the order
// of journal.History: positioned entries first, then the tentative tail.
func Fold(history []journal.Positioned, e journal.Entity) *State {
	f := &folder{
		entity: e, may: machineOf(e.Type), fields: fields{},
		commands: map[journal.CommandID]bool{}, settled: map[string]bool{},
	}
	for i := range history {
		if a, ok := witness(&history[i], e); ok {
			f.take(&a)
		}
	}
	f.state.Newer = len(f.unread)
	f.state.Fields = f.fields.list()
	f.books.into(&f.state)
	f.talk.into(&f.state)
	f.erasures.into(&f.state)
	f.state.Items = f.open()
	return &f.state
}

// take lets one entry act.
func (f *folder) take(a *act) {
	h := &a.entry.Header
	if a.entry.Position == 0 {
		f.state.Waiting++
	}
	moved := f.books.move(a, f.entity)
	f.erasures.witness(a, f.entity)
	if !h.Command.IsZero() {
		if f.commands[h.Command] {
			f.state.Repeats = append(f.state.Repeats, a.ref)
			if moved {
				f.twice = append(f.twice, newItem(f.entity, MovedTwice, "", Side{Write: Write{Ref: a.ref, AtMS: a.atMS()}, Shown: true}))
			}
			return
		}
		f.commands[h.Command] = true
	}
	f.state.TouchedMS = max(f.state.TouchedMS, a.atMS())
	effects, ok := decode(a, f.entity)
	if !ok {
		f.unread = append(f.unread, Side{Write: Write{Ref: a.ref, AtMS: a.atMS()}})
		return
	}
	f.originate(a, &effects)
	f.effect(a, &effects)
}

// originate notes the entry an entity began with: the first that could be read,
// and of a repair the one that says how it began.
func (f *folder) originate(a *act, x *effects) {
	if f.state.Origin == (journal.Ref{}) && (x.begin != nil || !f.isRepair()) {
		f.state.Origin, f.state.BegunMS = a.ref, a.atMS()
	}
}

func (f *folder) isRepair() bool { return is(f.entity, kind.Repair) }

func (f *folder) effect(a *act, x *effects) {
	for _, w := range x.writes {
		f.fields.add(w.name, write{act: a, value: w.value, box: w.box})
	}
	if x.number != "" && !slices.Contains(f.state.Numbers, x.number) {
		f.state.Numbers = append(f.state.Numbers, x.number)
	}
	if x.serial != "" && !slices.Contains(f.state.Serials, x.serial) {
		f.state.Serials = append(f.state.Serials, x.serial)
	}
	for _, s := range x.sums {
		f.books.take(a, s)
	}
	f.quote(x)
	if x.begin != nil {
		f.begin(a, x.begin)
	}
	if len(x.token) > 0 {
		f.state.TokenHash, f.state.TokenRef = x.token, a.ref
	}
	if !x.owner.IsZero() {
		f.state.Customer = x.owner
	}
	if !x.device.IsZero() {
		f.state.Product = x.device
	}
	if x.move != nil {
		f.move(a, x)
	}
	if x.settle != nil {
		f.settle(a, x.settle)
	}
	if x.till != nil {
		f.state.takeTill(x.till)
		f.record(a, &x.till.record)
	}
	if x.taken != nil {
		x.taken.act = a
		f.takings.list = append(f.takings.list, *x.taken)
	}
	f.erasures.take(a, x)
	for _, u := range x.say {
		f.talk.take(a, u)
	}
}

// quote takes another version of a quote. One that was accepted binds until a later
// one is: an amendment that nobody answered, or that was refused, changes nothing.
func (f *folder) quote(x *effects) {
	facts, version := x.value(FieldQuote), x.quoteVersion
	if facts != "" && version >= f.quoteVersion {
		if said := f.state.Answer; said != nil && said.Accepted && said.Version == f.quoteVersion && version > f.quoteVersion {
			f.state.Agreed = &Agreed{Quote: []byte(f.quoteFacts), Answer: *said}
		}
		f.quoteFacts = facts
	}
	f.quoteVersion = max(f.quoteVersion, version)
}

// begin notes what only an announcement, an intake or an import tells. The
// intake of an announced device begins its custody; the customer had asked
// before, and stays who they were unless the intake names somebody.
func (f *folder) begin(a *act, b *begin) {
	s := &f.state
	announced := s.Origin != a.ref && s.ReceivedMS == 0
	if s.Origin != a.ref && (!announced || b.receivedMS == 0) {
		return
	}
	s.Origin, s.BegunMS, s.TokenHash, s.ReceivedMS = a.ref, a.atMS(), b.tokenHash, b.receivedMS
	if !announced || !b.customer.IsZero() {
		s.Customer = b.customer
	}
	s.Product = b.product
	if !announced {
		s.Clocks.Request(b.requestedMS, b.rule())
	}
}

// move judges a transition at its turn. Only the entity that decides refuses
// it; two who did the same agree. An answer to a quote that was replaced
// meanwhile is refused as well.
func (f *folder) move(a *act, x *effects) {
	m := &move{act: a, to: x.move.to, outcome: x.move.outcome, asWas: x.move.asWas, onMS: x.move.onMS}
	legal := f.may(f.state.Status, m.to) || f.state.Status == m.to
	if x.answer != nil && x.answer.Version != f.quoteVersion {
		legal = false
	}
	if a.decides && !legal && !x.move.fact {
		f.refuse(m)
		return
	}
	f.state.Answer = x.answer.or(f.state.Answer)
	if x.answer != nil && x.answer.Accepted {
		f.state.Agreed = nil
	}
	f.apply(m)
}

func (f *folder) refuse(m *move) {
	f.state.NotApplied = append(f.state.NotApplied, m.act.ref)
	var sides []Side
	if f.current != nil {
		sides = append(sides, f.current.side(true))
	}
	f.refused = append(f.refused, newItem(f.entity, NotApplied, "", append(sides, m.side(false))...))
}

// apply brings the entity to a status, and the clocks of a repair with it.
func (f *folder) apply(m *move) {
	f.applied = append(f.applied, m)
	if m.outcome != "" || m.asWas {
		f.state.Outcome = m.outcome
	}
	if m.to == f.state.Status {
		return
	}
	if f.isRepair() && m.outcome == "" && repair.Outcome(f.state.Outcome).Undone() && repair.WorkBegins(repair.Status(f.state.Status), repair.Status(m.to)) {
		f.state.Outcome = ""
	}
	f.current = m
	f.state.Status = m.to
	f.state.SinceMS = m.atMS()
	if !f.isRepair() {
		return
	}
	if f.state.Origin == m.act.ref {
		f.state.SinceMS = f.state.ReceivedMS
	}
	to := repair.Status(m.to)
	f.state.Clocks.Step(to, f.state.SinceMS)
	f.state.stamp(to, f.state.SinceMS)
}

// stamp notes when the device became ready and when it left; work that begins
// again makes both void.
func (s *State) stamp(to repair.Status, atMS int64) {
	switch to.Scope() {
	case repair.Open:
		s.ReadyMS, s.ReturnedMS = 0, 0
	case repair.Done:
		s.ReturnedMS = 0
		if to == repair.Ready {
			s.ReadyMS = atMS
		}
	case repair.Ended:
		if to == repair.Returned {
			s.ReturnedMS = atMS
		}
	}
}
