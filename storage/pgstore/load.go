package pgstore

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"etabli/storage"
)

// loadBytes is how much is sent at a time.
const loadBytes = 4 << 20

const (
	beginLoading = `begin; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
select key from locks where key = '' for update`
	anyRow = `select count(*) from (select key from kv limit 1) as found`
)

// Load implements storage.Loader. It is one transaction on the server: after
// an error, or a crash, the store is as empty as before.
func (s *Store) Load(ctx context.Context, fn func(put func(key, value []byte) error) error) error {
	err := s.Alone(ctx, func() error { return s.backend.load(ctx, fn) })
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	return nil
}

func (b *backend) load(ctx context.Context, fn func(put func(key, value []byte) error) error) (err error) {
	conn, err := b.server.connect(ctx)
	if err != nil {
		return err
	}
	defer drop(conn) // which rolls back what was not committed
	if err := run(ctx, conn, beginLoading); err != nil {
		return explain(err)
	}
	bounded, cancel := bound(ctx)
	defer cancel()
	var n int
	if err := conn.QueryRow(bounded, anyRow).Scan(&n); err != nil {
		return explain(err)
	}
	if n > 0 {
		return storage.ErrNotEmpty
	}
	c := &copying{ctx: ctx, conn: conn}
	if err := errors.Join(fn(c.put), c.flush()); err != nil {
		return err
	}
	if err := run(ctx, conn, "commit"); err != nil {
		return explain(err)
	}
	// Plans for an empty table are bad ones until the server looks by itself.
	if err := run(ctx, conn, "analyze kv"); err != nil {
		b.log.Warn("statistics not gathered", "error", err)
	}
	return nil
}

// copying gathers rows and sends them with COPY.
type copying struct {
	ctx  context.Context
	conn *pgx.Conn
	rows [][]any
	size int
}

func (c *copying) put(key, value []byte) error {
	if len(key) > limits.KeyBytes || len(value) > limits.ValueBytes {
		return fmt.Errorf("%w: key of %d and value of %d bytes", storage.ErrTooBig, len(key), len(value))
	}
	c.rows = append(c.rows, []any{append([]byte{}, key...), append([]byte{}, value...)})
	c.size += len(key) + len(value)
	if c.size < loadBytes {
		return nil
	}
	return c.flush()
}

func (c *copying) flush() error {
	if err := c.ctx.Err(); err != nil || len(c.rows) == 0 {
		return err
	}
	_, err := c.conn.CopyFrom(c.ctx, pgx.Identifier{"kv"}, []string{"key", "value"}, pgx.CopyFromRows(c.rows))
	c.rows, c.size = c.rows[:0], 0
	if err != nil {
		return explain(err)
	}
	return nil
}
