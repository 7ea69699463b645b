package journal

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
)

// header returns the raw header; it is encoded on first use.
func (e *Entry) header() []byte {
	if e.RawHeader == nil {
		raw, err := encodeHeader(&e.Header)
		if err != nil {
			panic(fmt.Sprintf("journal: encode the header of %s: %v", e.Ref(), err)) // its types always encode
		}
		e.RawHeader = raw
	}
	return e.RawHeader
}

// factsAbsent tells facts that were pruned from facts that are empty.
func (e *Entry) factsAbsent() bool { return e.Facts == nil && e.FactsDigest != Digest{} }

// Digest covers header, facts and every box; it is the same whether a part is
// present or represented by its digest.
func (e *Entry) Digest() Digest {
	h := sha256.New()
	hashPart(h, e.header())
	facts := e.FactsDigest
	if !e.factsAbsent() {
		facts = sha256.Sum256(e.Facts)
	}
	hashPart(h, facts[:])
	for i := range e.Boxes {
		hashPart(h, e.Boxes[i].leaf())
	}
	return Digest(h.Sum(nil))
}

// leaf is what an entry's digest covers of a box: whose it is, what for, and
// the digest of the sealed bytes.
func (b *Box) leaf() []byte {
	digest := b.Digest
	if b.Sealed != nil {
		digest = sha256.Sum256(b.Sealed)
	}
	leaf := make([]byte, 0, len(b.Subject)+1+len(digest))
	leaf = append(leaf, b.Subject[:]...)
	leaf = append(leaf, byte(b.Purpose))
	return append(leaf, digest[:]...)
}

func hashPart(h hash.Hash, part []byte) {
	var size [8]byte
	binary.BigEndian.PutUint64(size[:], uint64(len(part)))
	h.Write(size[:])
	h.Write(part)
}

// Link continues a chain: the link of an entry proves it and all before it. The
// link before a chain's first entry is the zero Digest.
func Link(previous, digest Digest) Digest {
	var both [64]byte
	copy(both[:32], previous[:])
	copy(both[32:], digest[:])
	return sha256.Sum256(both[:])
}

// DropFacts leaves only the digest of the facts.
func (e *Entry) DropFacts() {
	if !e.factsAbsent() {
		e.FactsDigest = sha256.Sum256(e.Facts)
		e.Facts = nil
	}
}

// DropBox leaves only the digest of the i-th box.
func (e *Entry) DropBox(i int) {
	if b := &e.Boxes[i]; b.Sealed != nil {
		b.Digest = sha256.Sum256(b.Sealed)
		b.Sealed = nil
	}
}
