package pgstore

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Reports are the tables of the schema report. They are written beside the store,
// in transactions of their own: what is asked of them holds nobody up.
type Reports struct{ server *server }

// Reports are those of this store's database.
func (s *Store) Reports() *Reports { return &Reports{s.backend.server} }

// ErrReportMoved says that another process has taken the tables on meanwhile.
var ErrReportMoved = errors.New("pgstore: another server writes the reports")

const (
	readReport  = `select lineage, position from report.state`
	lockReport  = `select lineage, position from report.state for update`
	firstReport = `insert into report.state (lineage, position) values ('', 0) on conflict do nothing`
	moveReport  = `update report.state set lineage = $1, position = $2, written_at = now()`
)

// At is how far the tables are: in which lineage, up to which position.
func (r *Reports) At(ctx context.Context) (lineage string, position uint64, err error) {
	err = r.with(ctx, func(conn *pgx.Conn) error {
		err := conn.QueryRow(ctx, readReport).Scan(&lineage, &position)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	return lineage, position, err
}

// ReportRow is one row of a table, by its id; one without columns is gone. All rows
// of a table have the same columns.
type ReportRow struct {
	Table, ID string
	Columns   []string
	Values    []any
}

// Move writes rows and how far they go, at once, when the tables stand where the
// caller found them. A fresh move empties them before.
func (r *Reports) Move(ctx context.Context, lineage string, from, to uint64, fresh bool, rows []ReportRow) error {
	return r.with(ctx, func(conn *pgx.Conn) error {
		return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, firstReport); err != nil {
				return err
			}
			var was string
			var at uint64
			if err := tx.QueryRow(ctx, lockReport).Scan(&was, &at); err != nil {
				return err
			}
			if at != from || !fresh && was != lineage {
				return ErrReportMoved
			}
			if fresh {
				if err := emptyReports(ctx, tx); err != nil {
					return err
				}
			}
			if err := writeReports(ctx, tx, rows); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, moveReport, lineage, to)
			return err
		})
	})
}

func (r *Reports) with(ctx context.Context, fn func(*pgx.Conn) error) error {
	conn, err := r.server.connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if err := fn(conn); err != nil {
		if errors.Is(err, ErrReportMoved) {
			return err
		}
		return fmt.Errorf("reports: %w", explain(err))
	}
	return nil
}

// reportTables are those that Move writes.
var reportTables = []string{"repairs", "loans", "stock", "claims", "payments"}

func emptyReports(ctx context.Context, tx pgx.Tx) error {
	for _, table := range reportTables {
		if _, err := tx.Exec(ctx, "delete from report."+table); err != nil {
			return err
		}
	}
	return nil
}

// isName keeps what becomes part of a statement to plain names.
var isName = regexp.MustCompile(`^[a-z_]+$`).MatchString

func writeReports(ctx context.Context, tx pgx.Tx, rows []ReportRow) error {
	var all pgx.Batch
	for _, row := range rows {
		sql, err := row.statement()
		if err != nil {
			return err
		}
		all.Queue(sql, append([]any{row.ID}, row.Values...)...)
	}
	return tx.SendBatch(ctx, &all).Close()
}

func (row ReportRow) statement() (string, error) {
	for _, name := range append([]string{row.Table}, row.Columns...) {
		if !isName(name) {
			return "", fmt.Errorf("reports: %q is no name", name)
		}
	}
	if len(row.Columns) == 0 {
		return "delete from report." + row.Table + " where id = $1", nil
	}
	var values, sets []string
	for i, name := range row.Columns {
		values = append(values, "$"+strconv.Itoa(i+2))
		sets = append(sets, name+" = excluded."+name)
	}
	return "insert into report." + row.Table + " (id, " + strings.Join(row.Columns, ", ") + ") values ($1, " + strings.Join(values, ", ") +
		") on conflict (id) do update set " + strings.Join(sets, ", "), nil
}
