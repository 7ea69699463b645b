package wire

import "etabli/storage/journal"

// Limits of frames between devices.
const (
	MaxHas         = 4096 // chains in a Meet or Taken
	MaxRosterBytes = 256 << 10
	MaxPieceBytes  = 256 << 10 // of an attachment
	nameBytes      = 32
)

// ChainSeq says how far somebody holds a chain.
type ChainSeq struct {
	Chain journal.ChainID `cbor:"1,keyasint"`
	Seq   uint64          `cbor:"2,keyasint"`
	// Digest is that of the entry there, in a Meet: who holds another one there
	// knows that the chain has two branches.
	Digest journal.Digest `cbor:"3,keyasint,omitzero"`
}

// Meet is the first frame between two devices of a site, over a network or in a
// file. HQ takes no part: what follows gets no position by it.
type Meet struct {
	Version uint16 `cbor:"1,keyasint"`
	Oldest  uint16 `cbor:"2,keyasint"`
	Site    string `cbor:"3,keyasint"`
	Cursor  Cursor `cbor:"4,keyasint"` // how far the sender has read HQ's log
	// Above is where what follows begins: all that the sender holds from above
	// this position, and all that HQ has not placed. Over a network it is the
	// other side that says where to begin, and this is 0.
	Above  uint64     `cbor:"5,keyasint"`
	Has    []ChainSeq `cbor:"6,keyasint"` // chains with entries that HQ has not placed, and the own one
	MadeMS int64      `cbor:"7,keyasint"` // the sender's clock
	App    string     `cbor:"8,keyasint"`
	Roster []byte     `cbor:"9,keyasint"` // of the site, as HQ signed it
}

// Carried brings entries of any chains whose authors vouch for nothing: the
// sender has them from HQ, which will say so itself.
type Carried struct {
	Entries [][]byte `cbor:"1,keyasint"`
	Keys    []KeyRow `cbor:"2,keyasint"`
	// Told is what HQ said of each of Entries: should HQ lose it, whoever has taken
	// it can hand it back. Sites are those of their chains, Past the lineages that
	// the sender has rewound from. All three from Receipts on.
	Told  []Told      `cbor:"3,keyasint,omitempty"`
	Sites []ChainSite `cbor:"4,keyasint,omitempty"`
	Past  []Lineage   `cbor:"5,keyasint,omitempty"`
}

// Told is the place that HQ gave an entry in a lineage; Position 0 when it is not
// known of any.
type Told struct {
	Position   uint64   `cbor:"1,keyasint"`
	ReceivedMS int64    `cbor:"2,keyasint"`
	Receipt    [16]byte `cbor:"3,keyasint"`
	Lineage    Lineage  `cbor:"4,keyasint"`
}

// Given ends a round: what came before it, since the last one, is taken together.
type Given struct{}

// Taken says that the round is on the sender's disk, and how far it holds things
// now. It also comes by itself when the sender has read more of HQ's log.
type Taken struct {
	Has    []ChainSeq `cbor:"1,keyasint"`
	Cursor Cursor     `cbor:"2,keyasint"`
	Round  bool       `cbor:"3,keyasint"` // it answers a Given
}

// Attached brings a piece of the file of an attachment.
type Attached struct {
	Name  []byte `cbor:"1,keyasint"`
	At    int64  `cbor:"2,keyasint"`
	Of    int64  `cbor:"3,keyasint"` // bytes of the whole file
	Bytes []byte `cbor:"4,keyasint"`
}

// Signed ends a file: its maker signed all that comes before.
type Signed struct {
	Signature []byte `cbor:"1,keyasint"`
}

func (f *Meet) check() error {
	switch {
	case f.Version == 0 || f.Oldest == 0 || f.Oldest > f.Version:
		return malformed(f, "versions %d to %d", f.Oldest, f.Version)
	case len(f.Has) > MaxHas || len(f.Roster) > MaxRosterBytes || len(f.App) > MaxTextBytes || len(f.Site) > MaxTextBytes:
		return malformed(f, "%d chains, %d bytes of roster", len(f.Has), len(f.Roster))
	}
	return nil
}

func (f *Carried) check() error {
	switch {
	case len(f.Entries) == 0 || len(f.Entries) > MaxPushEntries || len(f.Keys) > MaxKeys:
		return malformed(f, "%d entries, %d keys", len(f.Entries), len(f.Keys))
	case len(f.Told) > 0 && len(f.Told) != len(f.Entries) || len(f.Sites) > len(f.Entries) || len(f.Past) > MaxPast:
		return malformed(f, "%d entries, %d places, %d sites, %d lineages", len(f.Entries), len(f.Told), len(f.Sites), len(f.Past))
	}
	return nil
}

func (f *Taken) check() error {
	if len(f.Has) > MaxHas {
		return malformed(f, "%d chains", len(f.Has))
	}
	return nil
}

func (f *Attached) check() error {
	if len(f.Name) != nameBytes || f.At < 0 || f.Of <= 0 || len(f.Bytes) > MaxPieceBytes || f.At+int64(len(f.Bytes)) > f.Of {
		return malformed(f, "%d bytes at %d of %d", len(f.Bytes), f.At, f.Of)
	}
	return nil
}

func (*Signed) check() error { return nil }
func (*Given) check() error  { return nil }
