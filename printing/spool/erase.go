package spool

import (
	"context"
	"encoding/hex"
	"errors"

	"etabli/storage"
)

// Erase deletes the jobs about what was erased, finished ones too, with their
// documents. The queue must not be open.
func Erase(ctx context.Context, store storage.Store, payloads Payloads, erased func(entity []byte) bool) error {
	var documents []string
	err := store.Update(ctx, func(tx storage.Tx) error {
		documents = nil
		var gone []ID
		for _, what := range []byte{rowJob, rowHistory} {
			err := scan(tx, what, func(_ []byte, j Job) {
				entity, err := hex.DecodeString(j.Order.Entity)
				if err != nil || len(entity) == 0 || !erased(entity) {
					return
				}
				gone = append(gone, j.ID)
				if j.Payload != "" {
					documents = append(documents, j.Payload)
				}
			})
			if err != nil {
				return err
			}
		}
		for _, id := range gone {
			for _, what := range []byte{rowJob, rowHistory, rowCopies} {
				if err := tx.Delete(jobRow(what, id)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	for _, name := range documents {
		err = errors.Join(err, payloads.Delete(name))
	}
	return err
}
