package e2e_test

import (
	"strconv"
	"time"
	_ "time/tzdata"

	"github.com/rogpeppe/go-internal/testscript"
)

// noon VAR DATE sets a variable to noon of a day in Lille, in Unix milliseconds.
func noon(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: noon VAR 2006-01-02")
	}
	paris, err := time.LoadLocation("Europe/Paris")
	ts.Check(err)
	day, err := time.ParseInLocation(time.DateOnly, args[1], paris)
	ts.Check(err)
	ts.Setenv(args[0], strconv.FormatInt(day.Add(12*time.Hour).UnixMilli(), 10))
}
