package journal

// Page is what HQ sends: entries and positions in HQ's order, the keys of their
// boxes, and the cursor that says where the next page begins. It takes effect
// as a whole.
type Page struct {
	Items  []PageItem
	Keys   []KeyRow
	Cursor []byte // opaque to this package
	// Sites says where chains belong, for whoever gives entries back.
	Sites map[ChainID]string
	// Scopes say which entities came to this device's site and which left it, by
	// position; Foreign are entities of other sites that the entries name.
	Scopes  []ScopeChange
	Foreign []Entity
	// Scoped is the position up to which Scopes are told now, Stable the one up to
	// which HQ cannot lose its log; 0 says nothing.
	Scoped, Stable uint64
	// Stubs are entities of which entries were left out, because nobody works on them.
	Stubs []Stub
	// Histories are the entities whose histories the entries are, or parts of them.
	Histories []HistoryPart
}

// last is the greatest position of a page's items.
func (p *Page) last() (position uint64) {
	for i := range p.Items {
		position = max(position, p.Items[i].Position)
	}
	return position
}

// ScopeChange says that an entity came to this device's site, or left it.
type ScopeChange struct {
	Entity   Entity
	Position uint64
	Left     bool
}

// HistoryPart says what a page brings of the history of an entity.
type HistoryPart struct {
	Entity Entity
	UpTo   uint64 // all its entries up to this position are here now
	Asked  uint64 // position up to which HQ was asked for it
	Last   bool   // and there are no more up to there
}

// PageItem is one entry with its place. Entry is nil when the receiver already
// holds it.
type PageItem struct {
	Entry      *Entry
	Ref        Ref
	Position   uint64
	ReceivedMS int64 // HQ's receive time, Unix milliseconds
	Receipt    [16]byte
}

func (i *PageItem) place() Place {
	return Place{Position: i.Position, ReceivedMS: i.ReceivedMS, Receipt: i.Receipt}
}

// KeyRow carries the key of one subject and purpose.
type KeyRow struct {
	Subject EntityID
	Purpose Purpose
	Key     Key
}

// PlainBox is private content that has yet to be sealed.
type PlainBox struct {
	Subject EntityID
	Purpose Purpose
	Plain   []byte
}

// Draft is what a command decided: an entry without its place on the chain, its
// stamps, `seen` and seals, which the log adds.
type Draft struct {
	Kind                  Kind
	Version, OldestReader uint16
	Entities              []Entity // the first decides
	Facts                 []byte
	Boxes                 []PlainBox
	Moves                 []Move
	Author                EntityID
	Extensions            map[uint64][]byte
}

// Receipt is the answer to a command that is on disk. A command that had
// nothing to do has a zero Ref.
type Receipt struct {
	Ref      Ref
	HLC      uint64
	Entities []Entity
	Repeated bool // the command was done before; nothing happened now
}
