package journal

// What a neighbour brings may be left out because it builds on what HQ alone may bring. Its
// chain has a hole here until HQ brings it, and what its author vouches for behind the hole
// has to wait: later rounds bring that alone.

// cut notes where chains were cut off, the first place of each.
func (in *intake) cut(at map[ChainID]uint64) error {
	for chain, seq := range at {
		was, err := in.cutOf(chain)
		if err == nil && (was == 0 || seq < was) {
			err = putNumber(in.tx, metaCut+string(chain[:]), seq)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// behindCut tells whether an entry that its author vouched for follows one that was left
// out and is not here yet.
func (in *intake) behindCut(b *BroughtEntry) (bool, error) {
	if b.Link == (Digest{}) {
		return false, nil
	}
	ref := b.Entry.Ref()
	at, err := in.cutOf(ref.Chain)
	return at != 0 && ref.Seq > at, err
}

// cutOf is the first entry of a chain that was left out and is not here yet; 0 for none.
func (in *intake) cutOf(c ChainID) (uint64, error) {
	name := metaCut + string(c[:])
	at, err := number(in.tx, name)
	if err != nil || at == 0 {
		return 0, err
	}
	held, err := exists(in.tx, entryKey(Ref{Chain: c, Seq: at}))
	if err != nil || !held {
		return at, err
	}
	return 0, in.tx.Delete(metaKey(name))
}
