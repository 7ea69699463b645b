package journal

import (
	"errors"
	"fmt"
	"slices"

	"etabli/storage"
)

// chains recomputes every chain that was appended entry by entry.
func (v *verifier) chains() error {
	return v.r.Scan(storage.Prefix([]byte{prefixHead}), func(key, value []byte) error {
		if len(key) != 9 {
			v.fault(placeOfRow(key), "its key is not one of a chain")
			return nil
		}
		chain := ChainID(key[1:])
		head, err := HeadOf(v.r, chain)
		if errors.Is(err, ErrDamaged) {
			return nil // reported with its row
		}
		if err != nil {
			return err
		}
		v.report.Chains++
		return v.chain(chain, head)
	})
}

// chain walks one chain up to its head. Entries that came back from HQ after a
// loss have no link of their own; the next one that has proves them.
func (v *verifier) chain(chain ChainID, head Head) error {
	var next uint64 = 1
	var link Digest
	rng := storage.Range{
		Start: entryKey(Ref{Chain: chain}),
		End:   entryKey(Ref{Chain: chain, Seq: head.Seq + 1}),
	}
	err := v.r.Scan(rng, func(key, value []byte) error {
		p, row, ok := v.sound(append([]byte(nil), key...), append([]byte(nil), value...))
		if !ok {
			return nil // reported with its row; what follows shows the gap
		}
		seq := p.Header.Seq
		if seq != next {
			v.fault(placeOfEntry(p.Ref()), "entries %d to %d before it are missing", next, seq-1)
			next, link = seq+1, row.link
			return nil
		}
		next, link = seq+1, Link(link, p.Digest())
		if row.link != (Digest{}) && link != row.link {
			v.fault(placeOfEntry(p.Ref()), "its link does not follow from the chain")
			link = row.link
		}
		return nil
	})
	if err == nil && (next-1 != head.Seq || link != head.Link) {
		v.fault(placeOfRow(headKey(chain)), "it says the chain ends at %d, the entries end at %d", head.Seq, next-1)
	}
	return err
}

func (v *verifier) sound(key, value []byte) (Positioned, entryRow, bool) {
	p, err := parseEntry(key, value)
	if err != nil {
		return p, entryRow{}, false
	}
	row, err := splitEntry(key, value[:len(value)-sumBytes])
	return p, row, err == nil
}

// indexes compares the index of every entity with the entries that name it.
func (v *verifier) indexes() error {
	err := v.r.Scan(storage.Prefix([]byte{prefixEntity}), func(key, value []byte) error {
		if len(key) != 1+1+16 {
			return nil
		}
		v.report.Entities++
		entity := Entity{Type: EntityType(key[1]), ID: EntityID(key[2:])}
		err := v.index(entity)
		delete(v.entries, entity)
		return v.damage(entityKey(entity), err)
	})
	if err != nil {
		return err
	}
	for entity, n := range v.entries {
		v.fault(placeOfRow(entityKey(entity)), "it is missing; %d entries name the entity", n)
	}
	return nil
}

func (v *verifier) index(entity Entity) error {
	row, err := entityIndex(v.r, entity)
	if err != nil {
		return err
	}
	refs, err := row.refs(v.r, entity)
	if errors.Is(err, storage.ErrNotFound) {
		return damagedRow(entityKey(entity), "a page of it is missing")
	}
	if err != nil {
		return err
	}
	if want := v.entries[entity]; want != row.count {
		return damagedRow(entityKey(entity), fmt.Sprintf("it lists %d entries, %d name the entity", row.count, want))
	}
	listed := map[Ref]bool{}
	for _, ref := range refs {
		p, err := Get(v.r, ref)
		switch {
		case errors.Is(err, ErrDamaged):
			continue // reported with its row
		case errors.Is(err, storage.ErrNotFound), err == nil && !slices.Contains(p.Header.Entities, entity), listed[ref]:
			v.fault(placeOfRow(entityKey(entity)), "it lists %s wrongly", ref)
		case err != nil:
			return err
		}
		listed[ref] = true
	}
	return nil
}
