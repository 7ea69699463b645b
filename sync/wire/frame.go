package wire

import "etabli/storage/journal"

// Version is the version of the protocol that this program speaks; OldestVersion
// the oldest one it still understands.
//
// From Receipts on what devices bring each other comes with what HQ said of it. From
// Scoped on devices are told what comes to their site and what leaves it, and ask for
// histories. From Replaced on who gives something back is told where it stands now.
const (
	Receipts      uint16 = 2
	Scoped        uint16 = 2
	Replaced      uint16 = 3
	Version       uint16 = 3
	OldestVersion uint16 = 1
)

// Type is the type of a frame. Append-only.
type Type uint8

// The types.
const (
	TypeHello       Type = 1
	TypeWelcome     Type = 2
	TypePush        Type = 3
	TypeAck         Type = 4
	TypePage        Type = 5
	TypeNeed        Type = 6
	TypeRefused     Type = 7
	TypeQuarantined Type = 8
	TypePing        Type = 9
	TypePong        Type = 10
	TypeApplied     Type = 11
	TypeHandBack    Type = 12
	TypeHandedBack  Type = 13
	TypeMeet        Type = 14
	TypeCarried     Type = 15
	TypeTaken       Type = 16
	TypeAttached    Type = 17
	TypeSigned      Type = 18
	TypeGiven       Type = 19
	TypeFetch       Type = 20
	TypeHistory     Type = 21
)

// Limits of the lists in frames. A frame that exceeds one is malformed.
const (
	MaxChains      = 64   // heads in a Hello
	MaxPushEntries = 4096 // entries in a Push
	MaxPageItems   = 4096 // items in a Page
	MaxKeys        = 8192 // key rows in a Push or Page
	MaxTextBytes   = 200
	MaxPast        = 64  // lineages in a HandBack
	MaxFetch       = 256 // entities in a Fetch
)

// Frame is one message.
type Frame interface {
	Type() Type
	check() error
}

// ChainHead is the end of a chain as somebody holds it.
type ChainHead struct {
	Chain journal.ChainID `cbor:"1,keyasint"`
	Seq   uint64          `cbor:"2,keyasint"`
	Link  journal.Digest  `cbor:"3,keyasint"`
	// Gap is the first entry that its device has lost although it holds later
	// ones; 0 when it holds all.
	Gap uint64 `cbor:"4,keyasint,omitempty"`
}

// Hello is the first frame of a device.
type Hello struct {
	Version   uint16      `cbor:"1,keyasint"`
	Oldest    uint16      `cbor:"2,keyasint"`
	Chains    []ChainHead `cbor:"3,keyasint"` // the device's own, the one in use first
	Cursor    Cursor      `cbor:"4,keyasint"`
	Ladder    Ladder      `cbor:"5,keyasint"`
	DeviceMS  int64       `cbor:"6,keyasint"`            // the device's wall clock
	App       string      `cbor:"7,keyasint"`            // version of the program
	Kinds     [32]byte    `cbor:"8,keyasint"`            // hash of the kinds and versions it folds
	PageBytes uint32      `cbor:"9,keyasint"`            // how much one page may hold; 0 for HQ's own limit
	Waiting   uint64      `cbor:"10,keyasint,omitempty"` // own entries that HQ has not acknowledged
	OldestMS  int64       `cbor:"11,keyasint,omitempty"` // the device's time of the oldest of them
	// Cleared is up to which position the device holds nothing any more of what
	// was erased: its store was copied under a new key since.
	Cleared uint64 `cbor:"12,keyasint,omitempty"`
	// Scoped is up to which position the device knows what is of its site.
	Scoped uint64 `cbor:"13,keyasint,omitempty"`
	// Short says that the device holds nothing of others yet, and takes files that
	// nobody works on as stubs.
	Short bool `cbor:"14,keyasint,omitempty"`
}

// Accepted says how much of a chain HQ holds.
type Accepted struct {
	Chain journal.ChainID `cbor:"1,keyasint"`
	Seq   uint64          `cbor:"2,keyasint"` // everything up to here is on HQ's disk for good
	Link  journal.Digest  `cbor:"3,keyasint"` // of Seq; zero when HQ could not read all of the chain
	Held  uint64          `cbor:"4,keyasint"` // up to here HQ keeps entries that wait for a cause; 0 for none
}

// Welcome is HQ's answer to a Hello.
type Welcome struct {
	Version  uint16     `cbor:"1,keyasint"`
	HQMS     int64      `cbor:"2,keyasint"`
	Lineage  Lineage    `cbor:"3,keyasint"`
	Head     uint64     `cbor:"4,keyasint"` // HQ's last position
	Resume   Cursor     `cbor:"5,keyasint"` // pages go on from here
	Accepted []Accepted `cbor:"6,keyasint"` // of the chains in the Hello, in their order
	// Recovering says that HQ lost a part of its log and only takes back what
	// devices hold of it, until a person ends that.
	Recovering bool `cbor:"7,keyasint,omitempty"`
	// Vouches says that HQ takes entries of other devices that these vouch for.
	Vouches bool `cbor:"8,keyasint,omitempty"`
}

// KeyRow carries the key of one subject and purpose.
type KeyRow struct {
	Subject journal.EntityID `cbor:"1,keyasint"`
	Purpose journal.Purpose  `cbor:"2,keyasint"`
	Key     journal.Key      `cbor:"3,keyasint"`
}

// Push hands in entries of one chain, without a gap, as they are stored.
type Push struct {
	Chain   journal.ChainID `cbor:"1,keyasint"`
	From    uint64          `cbor:"2,keyasint"` // sequence number of the first
	Entries [][]byte        `cbor:"3,keyasint"`
	Keys    []KeyRow        `cbor:"4,keyasint"` // of the boxes in Entries
	// Before is the link of the chain up to the entry before the first, by which
	// HQ knows that both continue the same chain; absent when it is not known.
	Before journal.Digest `cbor:"5,keyasint,omitzero"`
	// Previous is the digest of the entry before the first, for chains of which HQ
	// has no links.
	Previous journal.Digest `cbor:"6,keyasint,omitzero"`
	// Vouch proves entries of another device's chain; the last entry is the one it
	// is about.
	Vouch *Vouch `cbor:"7,keyasint,omitempty"`
}

// Vouch is where a device says that its chain stands, under its certificate: it
// proves the entries that lead there, whoever brings them.
type Vouch struct {
	Seq         uint64         `cbor:"1,keyasint"`
	Link        journal.Digest `cbor:"2,keyasint"`
	Certificate []byte         `cbor:"3,keyasint"`
	Signature   []byte         `cbor:"4,keyasint"`
}

// Ack says that a chain is on HQ's disk for good up to Seq, and that HQ keeps
// what follows up to Held until a cause comes. It answers every Push.
type Ack struct {
	Chain journal.ChainID `cbor:"1,keyasint"`
	Seq   uint64          `cbor:"2,keyasint"`
	Held  uint64          `cbor:"3,keyasint"` // 0 for none
}

// Item is one entry in HQ's order.
type Item struct {
	Ref        journal.Ref `cbor:"1,keyasint"`
	Position   uint64      `cbor:"2,keyasint"`
	ReceivedMS int64       `cbor:"3,keyasint"`
	Receipt    [16]byte    `cbor:"4,keyasint"`
	Entry      []byte      `cbor:"5,keyasint"` // empty when the device holds it
}

// Page delivers entries; it takes effect as a whole.
type Page struct {
	Items  []Item   `cbor:"1,keyasint"` // positions ascending
	Keys   []KeyRow `cbor:"2,keyasint"`
	Cursor Cursor   `cbor:"3,keyasint"`
	More   bool     `cbor:"4,keyasint"` // another page follows at once
	// Sites says where the chains of Items belong, once a session. A device needs
	// it to give entries back.
	Sites []ChainSite `cbor:"5,keyasint,omitempty"`
	// Scopes are the entities that came to the device's site up to Cursor, and
	// those that left it, by position. Foreign are those of other sites that Items
	// name. Stable is up to which position HQ cannot lose its log, when that is
	// news. All three from Scoped on.
	Scopes  []ScopeChange    `cbor:"6,keyasint,omitempty"`
	Foreign []journal.Entity `cbor:"7,keyasint,omitempty"`
	Stable  uint64           `cbor:"8,keyasint,omitempty"`
	// Stubs stand for entries that are left out, because nobody works on what they
	// are about; only who asked for it in Hello gets them.
	Stubs []Stub `cbor:"9,keyasint,omitempty"`
}

// Stub is what is shown of an entity whose history can be fetched. Position is that
// of its last entry.
type Stub struct {
	Entity   journal.Entity `cbor:"1,keyasint"`
	Position uint64         `cbor:"2,keyasint"`
	Content  []byte         `cbor:"3,keyasint"`
}

// ScopeChange says that an entity came to the device's site at a position, or
// left it.
type ScopeChange struct {
	Entity   journal.Entity `cbor:"1,keyasint"`
	Position uint64         `cbor:"2,keyasint"`
	Left     bool           `cbor:"3,keyasint,omitempty"`
}

// Fetch asks for histories of entities of the device's site.
type Fetch struct {
	Wants []Want `cbor:"1,keyasint"`
	// UpTo is the device's cursor: what comes after it comes in pages.
	UpTo uint64 `cbor:"2,keyasint"`
}

// Want is one history, from behind a position that is here already.
type Want struct {
	Entity journal.Entity `cbor:"1,keyasint"`
	After  uint64         `cbor:"2,keyasint,omitempty"`
}

// History brings the entries of an entity with the positions they always had, or
// a part of them. Refused says that the entity is not of the device's site. Each
// Want is answered to its Last part or with Refused, in order.
type History struct {
	Entity  journal.Entity   `cbor:"1,keyasint"`
	Items   []Item           `cbor:"2,keyasint"` // positions ascending, entries whole
	Keys    []KeyRow         `cbor:"3,keyasint"`
	Sites   []ChainSite      `cbor:"4,keyasint,omitempty"`
	Foreign []journal.Entity `cbor:"5,keyasint,omitempty"`
	Last    bool             `cbor:"6,keyasint,omitempty"`
	Refused bool             `cbor:"7,keyasint,omitempty"`
}

// ChainSite is the site of the device that writes a chain; HQ's own have none.
type ChainSite struct {
	Chain journal.ChainID `cbor:"1,keyasint"`
	Site  string          `cbor:"2,keyasint"`
}

// Applied says that a device holds HQ's log up to a position.
type Applied struct {
	Position uint64 `cbor:"1,keyasint"`
}

// HandBack returns entries to an HQ that has lost them, with what it had said of
// them. It needs no continuous chain: each receipt speaks for itself.
type HandBack struct {
	Lineage Lineage  `cbor:"1,keyasint"` // of the positions
	Items   []Item   `cbor:"2,keyasint"` // positions never fall, entries whole
	Keys    []KeyRow `cbor:"3,keyasint"`
	// Sites says where the chains belong, as HQ had said.
	Sites []ChainSite `cbor:"4,keyasint,omitempty"`
	// Past are other lineages under which receipts may have been given.
	Past []Lineage `cbor:"5,keyasint,omitempty"`
}

// HandedBack answers a HandBack: all of it is on HQ's disk.
type HandedBack struct {
	// Placed are those of it that HQ has in its log, without the entries: their pages
	// may go to other sites now, and then nobody else says so. From Replaced on.
	Placed []Item `cbor:"1,keyasint,omitempty"`
	// Scopes are entities of these that are of other sites in the order HQ has now.
	Scopes []ScopeChange `cbor:"2,keyasint,omitempty"`
}

// Need asks for entries of a chain that something waits for.
type Need struct {
	Chain journal.ChainID `cbor:"1,keyasint"`
	From  uint64          `cbor:"2,keyasint"`
	To    uint64          `cbor:"3,keyasint"`
}

// Refused says that HQ does not take something, or ends the session.
type Refused struct {
	Code Code        `cbor:"1,keyasint"`
	Ref  journal.Ref `cbor:"2,keyasint"` // zero when it is about the session
}

// Quarantined says that HQ keeps an entry apart, for people to look at. The
// chain goes on behind it.
type Quarantined struct {
	Ref  journal.Ref `cbor:"1,keyasint"`
	Code Code        `cbor:"2,keyasint"`
}

// Ping asks for a Pong.
type Ping struct {
	N  uint64 `cbor:"1,keyasint"`
	MS int64  `cbor:"2,keyasint"` // the sender's clock
}

// Pong answers a Ping.
type Pong struct {
	N  uint64 `cbor:"1,keyasint"`
	MS int64  `cbor:"2,keyasint"` // the answerer's clock
}
