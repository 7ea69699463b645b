package journal

import (
	"encoding/binary"
	"fmt"

	"github.com/fxamacker/cbor/v2"
)

var (
	encoding = mustEncMode()
	decoding = mustDecMode()
)

func mustEncMode() cbor.EncMode {
	o := cbor.CoreDetEncOptions()
	o.NilContainers = cbor.NilContainerAsEmpty
	o.TagsMd = cbor.TagsForbidden
	m, err := o.EncMode()
	if err != nil {
		panic(err) // the options are constants
	}
	return m
}

func mustDecMode() cbor.DecMode {
	m, err := cbor.DecOptions{
		DupMapKey:        cbor.DupMapKeyEnforcedAPF,
		IndefLength:      cbor.IndefLengthForbidden,
		TagsMd:           cbor.TagsForbidden,
		MaxNestedLevels:  MaxNesting,
		MaxArrayElements: MaxEntryBytes,
		MaxMapPairs:      MaxEntryBytes,
	}.DecMode()
	if err != nil {
		panic(err)
	}
	return m
}

// MarshalFacts writes v as deterministic CBOR. Types should use integer keys
// and whole numbers only.
func MarshalFacts(v any) ([]byte, error) {
	b, err := encoding.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("journal: write facts %T: %w", v, err)
	}
	return b, nil
}

// UnmarshalFacts reads what MarshalFacts wrote. Fields that into does not have
// are left out; anything that is not plain, bounded CBOR is ErrMalformed.
func UnmarshalFacts(b []byte, into any) error {
	if len(b) > MaxEntryBytes {
		return fmt.Errorf("%w: facts of %d bytes", ErrMalformed, len(b))
	}
	if err := decoding.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%w: facts %T: %w", ErrMalformed, into, err)
	}
	return nil
}

// The major types of CBOR that the envelope and the header of an entry use.
const (
	majorUint     = 0 << 5
	majorNegative = 1 << 5
	majorBytes    = 2 << 5
	majorArray    = 4 << 5
	majorMap      = 5 << 5
	cborTrue      = 7<<5 | 21
)

// appendHead writes a CBOR head in its shortest form.
func appendHead(b []byte, major byte, n uint64) []byte {
	switch {
	case n < 24:
		return append(b, major|byte(n))
	case n < 1<<8:
		return append(b, major|24, byte(n))
	case n < 1<<16:
		return append(b, major|25, byte(n>>8), byte(n))
	case n < 1<<32:
		return binary.BigEndian.AppendUint32(append(b, major|26), uint32(n))
	default:
		return binary.BigEndian.AppendUint64(append(b, major|27), n)
	}
}

func appendInt(b []byte, n int64) []byte {
	if n < 0 {
		return appendHead(b, majorNegative, uint64(^n))
	}
	return appendHead(b, majorUint, uint64(n))
}

func appendBytes(b, value []byte) []byte {
	return append(appendHead(b, majorBytes, uint64(len(value))), value...)
}

// cursor reads the envelope. The first error sticks, so that callers check once.
type cursor struct {
	rest []byte
	err  error
}

func (c *cursor) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%w: "+format, append([]any{ErrMalformed}, args...)...)
	}
}

// head reads a head in its shortest form and returns its major type and value.
func (c *cursor) head() (major byte, n uint64) {
	if c.err != nil {
		return 0, 0
	}
	if len(c.rest) == 0 {
		c.fail("it ends too early")
		return 0, 0
	}
	first := c.rest[0]
	major, info := first&0xe0, first&0x1f
	c.rest = c.rest[1:]
	if info < 24 {
		return major, uint64(info)
	}
	if info > 27 {
		c.fail("head 0x%02x", first)
		return 0, 0
	}
	size := 1 << (info - 24)
	if len(c.rest) < size {
		c.fail("it ends inside a head")
		return 0, 0
	}
	for _, b := range c.rest[:size] {
		n = n<<8 | uint64(b)
	}
	c.rest = c.rest[size:]
	if least := [...]uint64{24, 1 << 8, 1 << 16, 1 << 32}[info-24]; n < least {
		c.fail("a head is longer than needed")
	}
	return major, n
}

func (c *cursor) expect(major byte, what string) uint64 {
	got, n := c.head()
	if c.err == nil && got != major {
		c.fail("%s has CBOR type %d", what, got>>5)
	}
	return n
}

func (c *cursor) bytes(what string) []byte {
	return c.take(c.expect(majorBytes, what), what)
}

func (c *cursor) take(n uint64, what string) []byte {
	if c.err != nil {
		return nil
	}
	if n > uint64(len(c.rest)) {
		c.fail("%s ends too early", what)
		return nil
	}
	out := c.rest[:n:n]
	c.rest = c.rest[n:]
	return out
}

// exactly reads a byte string of the length of into.
func (c *cursor) exactly(into []byte, what string) {
	if b := c.bytes(what); c.err == nil && len(b) != len(into) {
		c.fail("%s has %d bytes", what, len(b))
	} else {
		copy(into, b)
	}
}
