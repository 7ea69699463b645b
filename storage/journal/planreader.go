package journal

import "etabli/storage"

// planReader is what a plan reads. What is derived from entries is brought up to
// date before the first read of it, so that a plan sees the commands before it.
type planReader struct {
	tx     storage.Tx
	fold   func() error
	failed error
}

func (p *planReader) Get(key []byte) ([]byte, error) {
	if err := p.ready(key); err != nil {
		return nil, err
	}
	return p.tx.Get(key)
}

func (p *planReader) Scan(rng storage.Range, fn func(key, value []byte) error) error {
	if err := p.ready(rng.Start); err != nil {
		return err
	}
	return p.tx.Scan(rng, fn)
}

func (p *planReader) ready(key []byte) error {
	if p.failed == nil && !ownsKey(key) {
		p.failed = p.fold()
	}
	return p.failed
}
