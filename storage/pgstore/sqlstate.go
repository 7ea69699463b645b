package pgstore

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"etabli/storage"
	"etabli/storage/engine"
)

// What the server's error codes mean to a caller. A code that is missing is
// looked up by its class, the first two characters; a class that is missing too
// is an error of its own, which running again would not cure.
var meanings = map[string]error{
	"08":    engine.ErrAgain,     // connection exceptions
	"40":    engine.ErrAgain,     // rolled back: deadlock, serialisation
	"53":    engine.ErrAgain,     // no resources: connections, memory
	"53100": storage.ErrFull,     // disk full
	"54":    storage.ErrTooBig,   // program limits
	"55P03": engine.ErrAgain,     // lock not to be had
	"57":    engine.ErrAgain,     // timeouts, shutdowns, crash, not up yet
	"57P04": storage.ErrDamaged,  // database dropped
	"58030": storage.ErrFull,     // input or output failed
	"25006": engine.ErrAgain,     // read only: a standby that is not promoted yet
	"25P03": engine.ErrAgain,     // idle for too long inside a transaction
	"42P01": storage.ErrDamaged,  // a table is gone
	"XX001": storage.ErrDamaged,  // data corrupted
	"XX002": storage.ErrDamaged,  // index corrupted
	"22001": storage.ErrTooBig,   // too long a value
	"3D000": storage.ErrNotFound, // no such database
}

// meaning returns the sentinel of an error of the server or its connection,
// or nil.
func meaning(err error) error {
	var said *pgconn.PgError
	if !errors.As(err, &said) {
		return engine.ErrAgain // the connection, or no connection
	}
	if m, ok := meanings[said.Code]; ok {
		return m
	}
	if len(said.Code) == 5 {
		return meanings[said.Code[:2]]
	}
	return nil
}

// explain wraps an error in its sentinels.
func explain(err error) error {
	switch m := meaning(err); {
	case m == nil:
		return err
	case errors.Is(m, engine.ErrAgain):
		return fmt.Errorf("%w: %w: %w", storage.ErrUnavailable, m, err)
	default:
		return fmt.Errorf("%w: %w", m, err)
	}
}

// isLost tells whether an error leaves unknown what the server did: there was
// no answer, or a last word that ends the connection.
func isLost(err error) bool {
	var said *pgconn.PgError
	return !errors.As(err, &said) || said.SeverityUnlocalized == "FATAL" || said.SeverityUnlocalized == "PANIC"
}
