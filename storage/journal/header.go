package journal

import "bytes"

// Headers are read for every entry of a file at every command about it, so
// their usual form is written and read by hand: known keys, no extensions. Any
// other form goes through the CBOR library, which also decides what is wrong
// with a header that is not read here.

// encodeHeader writes a header in its one canonical form.
func encodeHeader(h *Header) ([]byte, error) {
	if len(h.Extensions) > 0 {
		return encoding.Marshal(h)
	}
	pairs := uint64(headerPairs)
	if len(h.Moves) > 0 {
		pairs++
	}
	b := make([]byte, 0, 128+24*len(h.Entities)+24*len(h.Moves))
	b = appendHead(b, majorMap, pairs)
	b = appendBytes(append(b, 1), h.Chain[:])
	b = appendHead(append(b, 2), majorUint, h.Seq)
	b = appendHead(append(b, 3), majorUint, h.HLC)
	b = appendClock(append(b, 4), &h.Clock)
	b = appendHead(append(b, 5), majorUint, uint64(h.Kind))
	b = appendHead(append(b, 6), majorUint, uint64(h.Version))
	b = appendHead(append(b, 7), majorUint, uint64(h.OldestReader))
	b = appendHead(append(b, 8), majorArray, uint64(len(h.Entities)))
	for i := range h.Entities {
		b = appendHead(append(appendHead(b, majorMap, 2), 1), majorUint, uint64(h.Entities[i].Type))
		b = appendBytes(append(b, 2), h.Entities[i].ID[:])
	}
	b = appendHead(append(b, 9), majorArray, uint64(len(h.Seen)))
	for _, seen := range h.Seen {
		b = appendHead(b, majorArray, uint64(len(seen)))
		for i := range seen {
			b = appendBytes(append(appendHead(b, majorMap, 2), 1), seen[i].Chain[:])
			b = appendHead(append(b, 2), majorUint, seen[i].Seq)
		}
	}
	if len(h.Moves) > 0 {
		b = appendMoves(append(b, 10), h.Moves)
	}
	b = appendBytes(append(b, 11), h.Command[:])
	return appendBytes(append(b, 12), h.Author[:]), nil
}

// headerPairs is how many keys every header has.
const headerPairs = 11

func appendMoves(b []byte, moves []Move) []byte {
	b = appendHead(b, majorArray, uint64(len(moves)))
	for i := range moves {
		b = appendBytes(append(appendHead(b, majorMap, 3), 1), moves[i].Account[:])
		b = appendHead(append(b, 2), majorUint, uint64(moves[i].Act))
		b = appendInt(append(b, 3), moves[i].N)
	}
	return b
}

// appendClock leaves out what is zero, but the wall clock.
func appendClock(b []byte, c *ClockState) []byte {
	at := len(b)
	b = appendInt(append(b, majorMap+1, 1), c.WallMS)
	if c.OffsetMS != 0 {
		b = appendInt(append(b, 2), c.OffsetMS)
		b[at]++
	}
	if c.OffsetAgeS != 0 {
		b = appendInt(append(b, 3), c.OffsetAgeS)
		b[at]++
	}
	if c.NeverSynced {
		b = append(b, 4, cborTrue)
		b[at]++
	}
	return b
}

// decodeHeader reads a header and makes sure that its known keys are in the
// one form that Encode would give them.
func decodeHeader(raw []byte, h *Header) error {
	if c := (headerCursor{cursor{rest: raw}}); c.header(h) {
		if again, err := encodeHeader(h); err == nil && bytes.Equal(again, raw) {
			return nil
		}
	}
	*h = Header{}
	return decodeAnyHeader(raw, h)
}

// headerCursor reads a header in its usual form. What it does not expect it
// refuses, whether that is wrong or not; what it reads must be compared with
// what it was read from.
type headerCursor struct{ cursor }

func (c *headerCursor) header(h *Header) bool {
	pairs := c.expect(majorMap, "")
	c.key(1).exactly(h.Chain[:], "")
	h.Seq = c.key(2).number()
	h.HLC = c.key(3).number()
	c.key(4).clock(&h.Clock)
	h.Kind = Kind(c.key(5).below(1 << 16))
	h.Version = uint16(c.key(6).below(1 << 16))
	h.OldestReader = uint16(c.key(7).below(1 << 16))
	h.Entities = make([]Entity, c.key(8).items(MaxEntities))
	for i := range h.Entities {
		c.pairs(2).key(1)
		h.Entities[i].Type = EntityType(c.below(1 << 8))
		c.key(2).exactly(h.Entities[i].ID[:], "")
	}
	h.Seen = make([][]Ref, c.key(9).items(MaxEntities))
	for i := range h.Seen {
		h.Seen[i] = c.refs()
	}
	if pairs > headerPairs {
		pairs--
		h.Moves = c.key(10).moves()
	}
	c.key(11).exactly(h.Command[:], "")
	c.key(12).exactly(h.Author[:], "")
	return c.err == nil && len(c.rest) == 0 && pairs == headerPairs
}

func (c *headerCursor) refs() []Ref {
	refs := make([]Ref, c.items(MaxSeen))
	for i := range refs {
		c.pairs(2).key(1).exactly(refs[i].Chain[:], "")
		refs[i].Seq = c.key(2).number()
	}
	return refs
}

func (c *headerCursor) moves() []Move {
	moves := make([]Move, c.items(MaxMoves))
	if len(moves) == 0 {
		c.fail("no moves")
	}
	for i := range moves {
		c.pairs(3).key(1).exactly(moves[i].Account[:], "")
		moves[i].Act = MoveAct(c.key(2).below(1 << 8))
		moves[i].N = c.key(3).integer()
	}
	return moves
}

func (c *headerCursor) clock(s *ClockState) {
	pairs := c.expect(majorMap, "")
	s.WallMS = c.key(1).integer()
	for before := uint64(1); before < pairs && c.err == nil; before++ {
		switch c.number() {
		case 2:
			s.OffsetMS = c.integer()
		case 3:
			s.OffsetAgeS = c.integer()
		case 4:
			s.NeverSynced = c.yes()
		default:
			c.fail("a key")
		}
	}
}

// yes reads true, the only boolean that is written.
func (c *headerCursor) yes() bool {
	b := c.take(1, "")
	return len(b) == 1 && b[0] == cborTrue
}

// key reads the number that leads a value.
func (c *headerCursor) key(want uint64) *headerCursor {
	if c.number() != want {
		c.fail("key %d", want)
	}
	return c
}

func (c *headerCursor) pairs(want uint64) *headerCursor {
	if c.expect(majorMap, "") != want {
		c.fail("pairs")
	}
	return c
}

// items reads the length of a list; 0 when it is more than fits.
func (c *headerCursor) items(most uint64) uint64 {
	n := c.expect(majorArray, "")
	if n > most {
		c.fail("%d items", n)
		return 0
	}
	return n
}

func (c *headerCursor) number() uint64 { return c.expect(majorUint, "") }

func (c *headerCursor) below(limit uint64) uint64 {
	n := c.number()
	if n >= limit {
		c.fail("%d is too large", n)
	}
	return n
}

// integer reads a number that may be negative.
func (c *headerCursor) integer() int64 {
	major, n := c.head()
	if c.err == nil && (major != majorUint && major != majorNegative || n > 1<<63-1) {
		c.fail("an integer")
	}
	if major == majorNegative {
		return ^int64(n)
	}
	return int64(n)
}
