package search

import "math/bits"

// set is the documents of one word, a bit each. Partial says that there are
// more than it holds.
type set struct {
	bits    []uint64
	count   int
	partial bool
}

func (s *set) add(docs []uint32) {
	for _, d := range docs {
		at := int(d / 64)
		for at >= len(s.bits) {
			s.bits = append(s.bits, make([]uint64, at+1-len(s.bits))...)
		}
		if s.bits[at]&(1<<(d%64)) == 0 {
			s.bits[at] |= 1 << (d % 64)
			s.count++
		}
	}
}

func (s *set) has(doc uint32) bool {
	at := int(doc / 64)
	return at < len(s.bits) && s.bits[at]&(1<<(doc%64)) != 0
}

// newestFirst yields the documents from the greatest down.
func (s *set) newestFirst(yield func(uint32) bool) {
	for at := len(s.bits) - 1; at >= 0; at-- {
		for word := s.bits[at]; word != 0; {
			top := 63 - bits.LeadingZeros64(word)
			word &^= 1 << top
			if !yield(uint32(at*64 + top)) {
				return
			}
		}
	}
}
