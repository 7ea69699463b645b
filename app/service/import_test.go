package service_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/service/ords"
	"etabli/app/views"
	"etabli/assets"
	"etabli/storage/journal"
)

func TestAnImportCanBeRepeatedAndComesBackColumnByColumn(t *testing.T) {
	app := shop(t)
	rows := sample(t)
	for run, want := range []struct{ added, known int }{{len(rows), 0}, {0, len(rows)}} {
		im := importer(t, app)
		for i, row := range rows {
			if err := im.Add(t.Context(), imported(i, row)); err != nil {
				t.Fatal(err)
			}
		}
		if err := im.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if im.Added != want.added || im.Known != want.known {
			t.Errorf("run %d: %d added, %d known", run, im.Added, im.Known)
		}
	}
	back := map[string]ords.Columns{}
	err := app.Each(t.Context(), func(f views.Repair) error {
		c := service.ORDS(f)
		back[c[ords.ID]] = c
		return nil
	})
	if err != nil || len(back) != len(rows) {
		t.Fatalf("%d rows came back, %v", len(back), err)
	}
	for _, row := range rows {
		if back[row[ords.ID]] != row {
			t.Errorf("%q came back as %q", row, back[row[ords.ID]])
		}
	}
}

func TestARowWhoseIDWasTakenByOtherContentIsRefused(t *testing.T) {
	app := shop(t)
	row := sample(t)[0]
	other := row
	other[ords.Brand] = "Another"
	var refused []error
	im, err := app.NewImporter("ords", journal.EntityID{}, func(_ service.ImportedRow, err error) { refused = append(refused, err) })
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range []ords.Columns{row, other} {
		if err := errors.Join(im.Add(t.Context(), imported(i, r)), im.Flush(t.Context())); err != nil {
			t.Fatal(err)
		}
	}
	if im.Added != 1 || len(refused) != 1 {
		t.Errorf("%d added, refused %v", im.Added, refused)
	}
}

func TestDemoFilesAreMadeOnceInEveryUsualState(t *testing.T) {
	app := shop(t)
	rows := sample(t)
	made, err := app.Demo(t.Context(), rows, 20, 7)
	if err != nil || made != 20 {
		t.Fatalf("%d made, %v", made, err)
	}
	if again, err := app.Demo(t.Context(), rows, 20, 7); err != nil || again != 20 {
		t.Fatalf("again: %d, %v", again, err)
	}
	page, err := app.List(t.Context(), views.Filter{Scope: views.All}, "", 100)
	if err != nil || len(page.Rows) != 20 {
		t.Fatalf("%d rows, %v", len(page.Rows), err)
	}
	seen := map[repair.Status]bool{}
	for _, row := range page.Rows {
		seen[row.Status] = true
		if row.Customer == "" || row.Product == "" {
			t.Errorf("row %+v", row)
		}
	}
	for _, s := range []repair.Status{repair.Received, repair.Diag, repair.QuoteSent, repair.Repairing, repair.Ready, repair.Returned} {
		if !seen[s] {
			t.Errorf("no file is %s", s)
		}
	}
}

func importer(t *testing.T, app *service.App) *service.Importer {
	t.Helper()
	im, err := app.NewImporter("ords", journal.EntityID{}, func(row service.ImportedRow, err error) {
		t.Errorf("line %d refused: %v", row.Line, err)
	})
	if err != nil {
		t.Fatal(err)
	}
	return im
}

func imported(i int, c ords.Columns) service.ImportedRow {
	return service.ImportedRow{Line: i + 2, ID: c[ords.ID], Columns: c, Meaning: c.Meaning()}
}

func sample(t *testing.T) []ords.Columns {
	t.Helper()
	reader, err := ords.NewReader(bytes.NewReader(assets.Demo))
	if err != nil {
		t.Fatal(err)
	}
	var rows []ords.Columns
	for {
		row, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row.Columns)
	}
}

func TestTheDemoHasSomethingInEveryRoom(t *testing.T) {
	app := shop(t)
	if _, err := app.Demo(t.Context(), sample(t), 20, 7); err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"stock.list", "loan.open", "loaner.list", "message.list", "claim.list", "task.list"} {
		if rows := answer[[]map[string]any](t, app, list, `{}`); len(rows) == 0 {
			t.Errorf("%s is empty", list)
		}
	}
}
