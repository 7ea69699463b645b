package journal

import (
	"bytes"
	"fmt"

	"github.com/fxamacker/cbor/v2"
)

// FormatVersion is the first item of every encoded entry.
const FormatVersion = 1

// Encode returns the bytes of e that are stored and sent. The header is
// encoded once, when RawHeader is still nil; facts and boxes are copied as they
// are. An absent part is represented by its digest.
func Encode(e *Entry) []byte {
	h := e.header()
	size := len(h) + len(e.Facts) + 64
	for i := range e.Boxes {
		size += len(e.Boxes[i].Sealed) + 64
	}
	b := make([]byte, 0, size)
	b = appendHead(b, majorArray, 4)
	b = appendHead(b, majorUint, FormatVersion)
	b = appendBytes(b, h)
	b = appendPart(b, e.Facts, e.FactsDigest, e.factsAbsent())
	b = appendHead(b, majorArray, uint64(len(e.Boxes)))
	for i := range e.Boxes {
		x := &e.Boxes[i]
		b = appendHead(b, majorArray, 3)
		b = appendBytes(b, x.Subject[:])
		b = appendHead(b, majorUint, uint64(x.Purpose))
		b = appendPart(b, x.Sealed, x.Digest, x.Sealed == nil)
	}
	return b
}

// appendPart writes a part, or an array of its digest alone where it is absent.
func appendPart(b, part []byte, digest Digest, absent bool) []byte {
	if absent {
		return appendBytes(appendHead(b, majorArray, 1), digest[:])
	}
	return appendBytes(b, part)
}

// Decode reads one encoded entry and nothing else. It accepts exactly what
// Encode writes: shortest heads, known header keys in their canonical form,
// all limits kept. Header keys of later versions stay in RawHeader. The entry
// keeps b. Every failure is ErrMalformed.
func Decode(b []byte) (*Entry, error) {
	if len(b) > MaxEntryBytes {
		return nil, fmt.Errorf("%w: %d bytes", ErrMalformed, len(b))
	}
	e := &Entry{}
	c := &cursor{rest: b}
	if n := c.expect(majorArray, "the entry"); c.err == nil && n != 4 {
		c.fail("the entry has %d items", n)
	}
	if v := c.expect(majorUint, "the version"); c.err == nil && v != FormatVersion {
		c.fail("format version %d", v)
	}
	e.RawHeader = c.bytes("the header")
	e.Facts = c.part(&e.FactsDigest, "facts")
	c.boxes(e)
	if c.err == nil && len(c.rest) > 0 {
		c.fail("%d bytes follow it", len(c.rest))
	}
	if c.err != nil {
		return nil, c.err
	}
	if err := decodeHeader(e.RawHeader, &e.Header); err != nil {
		return nil, err
	}
	if err := e.Check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return e, nil
}

// part reads a part, or nil and its digest.
func (c *cursor) part(digest *Digest, what string) []byte {
	major, n := c.head()
	switch {
	case c.err != nil:
	case major == majorBytes:
		return c.take(n, what)
	case major == majorArray && n == 1:
		c.exactly(digest[:], "the digest of "+what)
	default:
		c.fail("%s has CBOR type %d", what, major>>5)
	}
	return nil
}

func (c *cursor) boxes(e *Entry) {
	n := c.expect(majorArray, "the boxes")
	if c.err == nil && n > MaxBoxes {
		c.fail("%d boxes", n)
	}
	if c.err != nil || n == 0 {
		return
	}
	e.Boxes = make([]Box, n)
	for i := range e.Boxes {
		x := &e.Boxes[i]
		if items := c.expect(majorArray, "a box"); c.err == nil && items != 3 {
			c.fail("a box has %d items", items)
		}
		c.exactly(x.Subject[:], "a subject")
		purpose := c.expect(majorUint, "a purpose")
		if c.err == nil && (purpose == 0 || purpose > 255) {
			c.fail("purpose %d", purpose)
		}
		x.Purpose = Purpose(purpose)
		x.Sealed = c.part(&x.Digest, "a box")
	}
}

// decodeAnyHeader reads a header of any form that is allowed.
func decodeAnyHeader(raw []byte, h *Header) error {
	if err := decoding.Unmarshal(raw, h); err != nil {
		return fmt.Errorf("%w: header: %w", ErrMalformed, err)
	}
	again, err := encoding.Marshal(h)
	if err != nil {
		return fmt.Errorf("%w: header: %w", ErrMalformed, err)
	}
	if bytes.Equal(again, raw) {
		return nil
	}
	return sameKnownKeys(raw, again)
}

// sameKnownKeys is for headers that carry keys of later versions.
func sameKnownKeys(raw, known []byte) error {
	var got, want map[uint64]cbor.RawMessage
	if err := decoding.Unmarshal(raw, &got); err != nil {
		return fmt.Errorf("%w: header: %w", ErrMalformed, err)
	}
	if err := decoding.Unmarshal(known, &want); err != nil {
		return fmt.Errorf("%w: header: %w", ErrMalformed, err)
	}
	for key := range got {
		if _, ok := want[key]; !ok && key <= lastHeaderKey {
			return fmt.Errorf("%w: header key %d is not canonical", ErrMalformed, key)
		}
	}
	for key, value := range want {
		if !bytes.Equal(got[key], value) {
			return fmt.Errorf("%w: header key %d is not canonical", ErrMalformed, key)
		}
	}
	return nil
}

// lastHeaderKey is the highest key this version of the form defines.
const lastHeaderKey = 13
