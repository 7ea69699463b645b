package pgstore

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	// timeout is how long a statement may take, and how long a writer may be
	// idle inside its transaction, before the server ends it.
	timeout = 5 * time.Second
	// readerIdleTimeout is how long a reader may be idle in its snapshot.
	readerIdleTimeout = time.Minute
	// callTimeout is how long an answer may take; it leaves the server the
	// first word.
	callTimeout = timeout + 3*time.Second
	// connectTimeout bounds one attempt to connect.
	connectTimeout = 5 * time.Second
)

// ErrBadURL says that a store's address cannot be read.
var ErrBadURL = errors.New("pgstore: not the address of a database")

// server is where connections come from.
type server struct{ config *pgx.ConnConfig }

// newServer reads a URL. Its error never holds the password.
func newServer(url string) (*server, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadURL, err)
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	for name, value := range map[string]string{
		"application_name":                    "etabli-hq",
		"statement_timeout":                   milliseconds(timeout),
		"idle_in_transaction_session_timeout": milliseconds(timeout),
		"default_transaction_isolation":       "read committed",
		"synchronous_commit":                  "on",
	} {
		if _, set := config.RuntimeParams[name]; !set {
			config.RuntimeParams[name] = value
		}
	}
	return &server{config}, nil
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// name tells which database, for messages.
func (s *server) name() string {
	return fmt.Sprintf("%s at %s:%d", s.config.Database, s.config.Host, s.config.Port)
}

// connect makes one connection, once.
func (s *server) connect(ctx context.Context) (*pgx.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	conn, err := pgx.ConnectConfig(ctx, s.config)
	if err != nil {
		return nil, explain(err)
	}
	return conn, nil
}

// bound is for one call on a connection. A caller that gives up does not break
// it off: that would cost the connection, and the call is short.
func bound(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), callTimeout)
}

// run runs statements without parameters, in one step.
func run(ctx context.Context, conn *pgx.Conn, sql string) error {
	ctx, cancel := bound(ctx)
	defer cancel()
	_, err := conn.PgConn().Exec(ctx, sql).ReadAll()
	return err
}

// drop closes a connection that is of no use any more.
func drop(conn *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = conn.Close(ctx)
}
