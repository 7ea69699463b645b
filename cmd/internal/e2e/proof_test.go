package e2e_test

import (
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

var proofForm = regexp.MustCompile(`ETB1:[0-9A-Z-]+:[0-9]{8}:[0-9A-Z]+`)

// proof VAR PDF|PNG lets an independent reader find the proof of a receipt, and
// sets VAR to it and VAR_FORGED to one with another day.
func proof(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: proof VAR file")
	}
	images := []string{ts.MkAbs(args[1])}
	if strings.HasSuffix(args[1], ".pdf") {
		base := ts.MkAbs("proof")
		ts.Check(ts.Exec("pdftoppm", "-r", "203", "-png", args[1], base))
		var err error
		images, err = filepath.Glob(base + "*.png")
		ts.Check(err)
	}
	_ = ts.Exec("zbarimg", append([]string{"--quiet", "--raw"}, images...)...)
	code := proofForm.FindString(ts.ReadFile("stdout"))
	if code == "" {
		ts.Fatalf("%s: no proof among the codes read: %s", args[1], ts.ReadFile("stdout"))
	}
	groups := strings.Split(code, ":")
	groups[2] = "20200229"
	ts.Setenv(args[0], code)
	ts.Setenv(args[0]+"_FORGED", strings.Join(groups, ":"))
}
