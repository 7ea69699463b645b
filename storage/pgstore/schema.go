package pgstore

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

//go:embed sql/*.sql
var steps embed.FS

// ErrNewerSchema says that a later version of the program made the tables.
var ErrNewerSchema = errors.New("pgstore: tables of a newer version")

// migrateAttempts bounds how often two processes that begin at once may stand
// in each other's way.
const migrateAttempts = 5

// SQLSTATEs that a program of several processes meets while it makes tables.
const (
	undefinedTable  = "42P01"
	duplicateTable  = "42P07"
	duplicateObject = "42710"
	uniqueViolated  = "23505"
)

const (
	makeVersion = `create table schema_version (one boolean primary key, version integer not null);
insert into schema_version (one, version) values (true, 0)`
	lockVersion = `select version from schema_version for update`
	readVersion = `select version from schema_version`
	setVersion  = `update schema_version set version = $1`
)

// migrate applies the steps that the database lacks.
func migrate(ctx context.Context, conn *pgx.Conn) error {
	files, err := fs.Glob(steps, "sql/*.sql")
	if err != nil {
		return err
	}
	for range migrateAttempts {
		if err = migrateOnce(ctx, conn, files); !hasCode(err, duplicateTable, duplicateObject, uniqueViolated) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("make tables: %w", explain(err))
	}
	return nil
}

// migrateOnce needs no right to make tables when nothing is to be made.
func migrateOnce(ctx context.Context, conn *pgx.Conn, files []string) error {
	bounded, cancel := bound(ctx)
	defer cancel()
	var version int
	err := conn.QueryRow(bounded, readVersion).Scan(&version)
	if hasCode(err, undefinedTable) {
		err = run(ctx, conn, "begin;"+makeVersion+";commit")
		if err != nil {
			return errors.Join(err, run(ctx, conn, "rollback"))
		}
	}
	switch {
	case err != nil:
		return err
	case version == len(files):
		return nil
	case version > len(files):
		return fmt.Errorf("%w: %d, this program knows %d", ErrNewerSchema, version, len(files))
	}
	return pgx.BeginFunc(bounded, conn, func(tx pgx.Tx) error {
		if err := tx.QueryRow(bounded, lockVersion).Scan(&version); err != nil {
			return err
		}
		for ; version < len(files); version++ {
			sql, err := steps.ReadFile(files[version])
			if err != nil {
				return err
			}
			if err := run(ctx, conn, string(sql)); err != nil {
				return fmt.Errorf("%s: %w", files[version], err)
			}
		}
		_, err := tx.Exec(bounded, setVersion, version)
		return err
	})
}

func hasCode(err error, codes ...string) bool {
	var said *pgconn.PgError
	if !errors.As(err, &said) {
		return false
	}
	for _, code := range codes {
		if said.Code == code {
			return true
		}
	}
	return false
}
