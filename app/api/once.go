package api

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"net/http"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/storage"
	"etabli/storage/journal"
)

// maxOnce bounds the name of a request.
const maxOnce = 200

// onceRows begin the rows that say what was asked under a name.
var onceRows = []byte{'z', 'n'}

// named is a request that acts under a name of its sender's.
type named struct {
	service.Call
	asked [sha256.Size]byte
}

// once reads a request that acts, and answers its call: the same one for the same
// name, key and path.
func once(r *http.Request, key Key, into any) (named, error) {
	name := r.Header.Get("Idempotency-Key")
	if name == "" || len(name) > maxOnce {
		return named{}, fault.New(OnceNeeded, "Idempotency-Key")
	}
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return named{}, fault.New(fault.Malformed, "", "expected", "json").Because(err)
	}
	call := service.Call{ID: journal.CommandIDFrom("api", key.ID, r.URL.Path, name)}
	return named{call, sha256.Sum256(raw)}, read(r, raw, into)
}

// stands keeps what was asked under a name once it was done, and refuses a name
// under which something else was: the answer would be that of the other request.
// What could not be done keeps no name, so that it can be put right and sent
// again.
func (k Keys) stands(ctx context.Context, n named) error {
	row := append(slices.Clone(onceRows), n.ID[:]...)
	return k.Store.Update(ctx, func(tx storage.Tx) error {
		if err := tx.Lock(row); err != nil {
			return err
		}
		was, err := tx.Get(row)
		switch {
		case errors.Is(err, storage.ErrNotFound):
			return tx.Put(row, n.asked[:])
		case err == nil && subtle.ConstantTimeCompare(was, n.asked[:]) != 1:
			return fault.New(OnceTaken, "Idempotency-Key")
		}
		return err
	})
}
