package e2e_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"etabli/app/service/ords"
)

// goodRows is a file of n repairs to import, a day each.
func goodRows(n int) (string, error) {
	var out strings.Builder
	w, err := ords.NewWriter(&out)
	if err != nil {
		return "", err
	}
	first := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		var row ords.Columns
		row[ords.ID] = fmt.Sprintf("row_%d", i)
		row[ords.DataProvider], row[ords.Country], row[ords.Brand] = "Atelier", "FRA", "Sœur & Cie"
		row[ords.ProductCategory], row[ords.RepairStatus] = "Kettle", "Fixed"
		row[ords.EventDate] = first.AddDate(0, 0, i).Format(time.DateOnly)
		row[ords.Problem] = fmt.Sprintf("ne chauffe plus, essai n° %d; \"fumée\"", i)
		if err := w.Write(row); err != nil {
			return "", err
		}
	}
	err = w.Flush()
	return out.String(), err
}

func rowsFile(t *testing.T, n int) string {
	t.Helper()
	text, err := goodRows(n)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// rows FILE N writes a file of N repairs to import.
func rows(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: rows FILE N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text, err := goodRows(n)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}
