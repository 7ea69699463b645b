package post

import (
	"context"
	"errors"

	"etabli/app/domain/message"
	"etabli/storage"
	"etabli/storage/journal"
)

// prefix begins the rows of the post in headquarters' store.
const prefix = 'z'

// sinceRow is Since, under the lineage of which it speaks.
type sinceRow struct {
	FirstMS int64  `cbor:"1,keyasint"`
	SureMS  int64  `cbor:"2,keyasint"`
	Lineage string `cbor:"3,keyasint"`
}

func sinceKey(c message.Channel) []byte { return append([]byte{prefix, 's'}, c...) }

// Began says since when messages of a channel are carried: from now on when they
// never were. Another lineage of headquarters' log than before means that it was
// restored, and may not know what it has sent.
func Began(ctx context.Context, store storage.Store, c message.Channel, lineage string, nowMS int64) (Since, error) {
	var row sinceRow
	err := store.Update(ctx, func(tx storage.Tx) error {
		if err := tx.Lock(sinceKey(c)); err != nil {
			return err
		}
		row = sinceRow{}
		raw, err := tx.Get(sinceKey(c))
		switch {
		case errors.Is(err, storage.ErrNotFound):
			row = sinceRow{FirstMS: nowMS, SureMS: nowMS, Lineage: lineage}
		case err != nil:
			return err
		default:
			if err := journal.UnmarshalFacts(raw, &row); err != nil || row.Lineage == lineage {
				return err
			}
			row.SureMS, row.Lineage = nowMS, lineage
		}
		if raw, err = journal.MarshalFacts(row); err != nil {
			return err
		}
		return tx.Put(sinceKey(c), raw)
	})
	return Since{FirstMS: row.FirstMS, SureMS: row.SureMS}, err
}
