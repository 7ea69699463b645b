package e2e_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"etabli/cmd/internal/cli"
)

// holes finds a place of a sentence that no value went into.
var holes = regexp.MustCompile(`\{[a-z]+\}`)

// fails EXIT CODE[:FIELD] program args... [-- input | < file] runs a program
// that must refuse: with the exit code, the code and the field, and with a
// sentence and a next step in both languages.
func fails(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: fails EXIT CODE[:FIELD] program args... [-- input | < file]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code, field, _ := strings.Cut(args[1], ":")
	line, input := cutInput(ts, args[2:])
	cmd := exec.Command(filepath.Join(programs, line[0]), append([]string{"--json"}, line[1:]...)...)
	var out, errOut bytes.Buffer
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), input, &out, &errOut
	cmd.Env = append(os.Environ(), "HOME="+ts.Getenv("HOME"), "ETABLI_KEYRING=off", "ETABLI_PASSPHRASE="+ts.Getenv("ETABLI_PASSPHRASE"))
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		ts.Fatalf("%v: %v", line, err)
	}
	if got := cmd.ProcessState.ExitCode(); got != want {
		ts.Fatalf("%.300q ended with %d, want %d: %.2000s%.2000s", line, got, want, &out, &errOut)
	}
	checkFault(ts, out.Bytes(), code, field)
}

// cutInput takes what goes to the standard input off a command line.
func cutInput(ts *testscript.TestScript, args []string) ([]string, *bytes.Reader) {
	for i, a := range args {
		switch a {
		case "--":
			return args[:i], bytes.NewReader([]byte(strings.Join(args[i+1:], " ")))
		case "<":
			return args[:i], bytes.NewReader([]byte(ts.ReadFile(args[i+1])))
		}
	}
	return args, bytes.NewReader(nil)
}

// checkFault reads the last JSON document of an answer as a fault.
func checkFault(ts *testscript.TestScript, out []byte, code, field string) {
	var said struct{ Error cli.Spelled }
	dec := json.NewDecoder(bytes.NewReader(out))
	for dec.More() {
		said.Error = cli.Spelled{}
		if err := dec.Decode(&said); err != nil {
			ts.Fatalf("no JSON: %v: %.2000s", err, out)
		}
	}
	f := said.Error
	if string(f.Code) != code || f.Field != field {
		ts.Fatalf("fault %s:%s, want %s:%s: %.2000s", f.Code, f.Field, code, field, out)
	}
	for _, tag := range []string{"fr", "en"} {
		if f.Message[tag] == "" || f.Next[tag] == "" {
			ts.Fatalf("nothing to read in %s: %.2000s", tag, out)
		}
	}
	text, err := json.Marshal([]any{f.Message, f.Next})
	ts.Check(err)
	if strings.ContainsAny(string(text), "⟦") || holes.Match(text) {
		ts.Fatalf("a sentence with a hole: %.2000s", text)
	}
}

// write FILE part... writes a file from Go-escaped parts; N*part repeats one.
func write(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: write FILE part...")
	}
	var out bytes.Buffer
	for _, part := range args[1:] {
		times := 1
		if n, rest, ok := strings.Cut(part, "*"); ok {
			if count, err := strconv.Atoi(n); err == nil {
				times, part = count, rest
			}
		}
		text, err := strconv.Unquote(`"` + strings.ReplaceAll(part, `"`, `\"`) + `"`)
		ts.Check(err)
		out.WriteString(strings.Repeat(text, times))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o600))
}

// damage PATTERN... flips bits in the middle of each file that matches.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	hit := 0
	for _, pattern := range args {
		files, err := filepath.Glob(ts.MkAbs(pattern))
		ts.Check(err)
		for _, path := range files {
			raw, err := os.ReadFile(path)
			ts.Check(err)
			for i := len(raw) / 2; i < min(len(raw)/2+8, len(raw)); i++ {
				raw[i] ^= 0x5a
				hit++
			}
			ts.Check(os.WriteFile(path, raw, 0o600))
		}
	}
	if neg || hit == 0 {
		ts.Fatalf("%v: nothing to damage", args)
	}
}
