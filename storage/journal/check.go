package journal

import (
	"bytes"
	"fmt"
)

// Check tells whether the entry keeps the rules of the form: counts within the
// limits, one `seen` list an entity, sorted, without the own chain and without
// doubles. What a kind means is not its concern.
func (e *Entry) Check() error {
	h := &e.Header
	switch {
	case h.Seq == 0:
		return fmt.Errorf("%w: %s has no sequence number", ErrMalformed, h.Chain)
	case len(h.Entities) == 0:
		return fmt.Errorf("%w: %s names no entity", ErrMalformed, e.Ref())
	case len(h.Seen) != len(h.Entities):
		return fmt.Errorf("%w: %s has %d entities and %d seen lists", ErrMalformed, e.Ref(), len(h.Entities), len(h.Seen))
	case len(h.Entities) > MaxEntities:
		return fmt.Errorf("%w: %s: %d entities", ErrTooLarge, e.Ref(), len(h.Entities))
	case len(h.Moves) > MaxMoves:
		return fmt.Errorf("%w: %s: %d moves", ErrTooLarge, e.Ref(), len(h.Moves))
	case len(h.Extensions) > MaxExtensions:
		return fmt.Errorf("%w: %s: %d extensions", ErrTooLarge, e.Ref(), len(h.Extensions))
	case len(e.Boxes) > MaxBoxes:
		return fmt.Errorf("%w: %s: %d boxes", ErrTooLarge, e.Ref(), len(e.Boxes))
	}
	for i, entity := range h.Entities {
		for _, other := range h.Entities[:i] {
			if entity == other {
				return fmt.Errorf("%w: %s names an entity twice", ErrMalformed, e.Ref())
			}
		}
		if err := checkSeen(h.Chain, h.Seen[i]); err != nil {
			return fmt.Errorf("%s: %w", e.Ref(), err)
		}
	}
	return nil
}

func checkSeen(own ChainID, seen []Ref) error {
	if len(seen) > MaxSeen {
		return fmt.Errorf("%w: seen lists %d chains", ErrTooLarge, len(seen))
	}
	for i, ref := range seen {
		if ref.Chain == own || ref.Seq == 0 {
			return fmt.Errorf("%w: seen lists %s", ErrMalformed, ref)
		}
		if i > 0 && bytes.Compare(seen[i-1].Chain[:], ref.Chain[:]) >= 0 {
			return fmt.Errorf("%w: seen is not sorted", ErrMalformed)
		}
	}
	return nil
}
