package journal

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// ChainID names one device in one epoch: a new epoch is a new chain.
type ChainID [8]byte

// CommandID is made by the caller of a command and makes it idempotent.
type CommandID [16]byte

// EntityID names a repair, a customer, a product and so on.
type EntityID [16]byte

// Digest is a SHA-256 sum.
type Digest [32]byte

// EntityType says what an entity is. The numbers are append-only.
type EntityType uint8

// Entity is what an entry is about.
type Entity struct {
	Type EntityType `cbor:"1,keyasint" json:"type"`
	ID   EntityID   `cbor:"2,keyasint" json:"id"`
}

// Ref names an entry: its place on its own chain.
type Ref struct {
	Chain ChainID `cbor:"1,keyasint" json:"chain"`
	Seq   uint64  `cbor:"2,keyasint" json:"seq"`
}

// ErrBadID says that a text is not an identifier.
var ErrBadID = errors.New("journal: not an identifier")

var idText = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

func (c ChainID) String() string   { return idText.EncodeToString(c[:]) }
func (c CommandID) String() string { return idText.EncodeToString(c[:]) }
func (e EntityID) String() string  { return idText.EncodeToString(e[:]) }

// IsZero tells whether the id was never set.
func (e EntityID) IsZero() bool { return e == EntityID{} }

// IsZero tells whether the id was never set.
func (c CommandID) IsZero() bool { return c == CommandID{} }

func (r Ref) String() string { return fmt.Sprintf("%s/%d", r.Chain, r.Seq) }

// MarshalText writes the id in lower-case base 32.
func (c ChainID) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// MarshalText writes the id in lower-case base 32.
func (c CommandID) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// MarshalText writes the id in lower-case base 32.
func (e EntityID) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads what MarshalText wrote, in any letter case.
func (c *ChainID) UnmarshalText(text []byte) error { return parseID(c[:], text) }

// UnmarshalText reads what MarshalText wrote, in any letter case.
func (c *CommandID) UnmarshalText(text []byte) error { return parseID(c[:], text) }

// UnmarshalText reads what MarshalText wrote, in any letter case.
func (e *EntityID) UnmarshalText(text []byte) error { return parseID(e[:], text) }

// parseID takes only the one text that an id has: base 32 has bits to spare at
// the end, and two texts for one id would let two commands pass for one.
func parseID(into, text []byte) error {
	lower := strings.ToLower(string(text))
	raw, err := idText.DecodeString(lower)
	if err != nil || len(raw) != len(into) || idText.EncodeToString(raw) != lower {
		return fmt.Errorf("%w: %q", ErrBadID, text)
	}
	copy(into, raw)
	return nil
}

// NewEntityID derives the id of the n-th entity that a command creates, so
// that a command that is run twice meets itself in one entity.
func NewEntityID(command CommandID, n int) EntityID {
	var buf [24]byte
	copy(buf[:16], command[:])
	binary.BigEndian.PutUint64(buf[16:], uint64(n))
	sum := sha256.Sum256(buf[:])
	return EntityID(sum[:16])
}

// CommandIDFrom derives a command id from what makes the command unique at its
// source, such as a file and a row number, so that an import can be repeated.
func CommandIDFrom(parts ...string) CommandID {
	h := sha256.New()
	var size [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(size[:], uint64(len(p)))
		h.Write(size[:])
		h.Write([]byte(p))
	}
	return CommandID(h.Sum(nil)[:16])
}
