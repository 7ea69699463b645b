package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/lang"
	"etabli/cmd/internal/cli"
)

func voice(out, errOut *bytes.Buffer, tag string, asJSON bool) cli.Voice {
	return cli.Voice{Out: out, Err: errOut, JSON: asJSON, Words: lang.For(tag), Log: slog.New(slog.DiscardHandler)}
}

func TestACommandLineThatIsWrongIsSaidLikeAnyFault(t *testing.T) {
	asJSON, tag := cli.Heard([]string{"--json", "--lang", "en", "nosuch"})
	if !asJSON || tag != "en" {
		t.Fatalf("heard %v, %q", asJSON, tag)
	}
	var out, errOut bytes.Buffer
	if code := voice(&out, &errOut, tag, true).Misused(errors.New("unexpected argument nosuch")); code != cli.Usage {
		t.Errorf("exit code %d", code)
	}
	var said struct{ Error cli.Spelled }
	if err := json.Unmarshal(out.Bytes(), &said); err != nil || errOut.Len() > 0 {
		t.Fatalf("%v: %s%s", err, &out, &errOut)
	}
	if said.Error.Code != cli.WrongUsage || !strings.Contains(said.Error.Message["fr"], "nosuch") || said.Error.Next["en"] == "" {
		t.Errorf("said %+v", said.Error)
	}
}

func TestAFaultSpeaksTheLanguageDownToItsArguments(t *testing.T) {
	var out, errOut bytes.Buffer
	code := voice(&out, &errOut, "fr", false).Complain(fault.New("transition_not_allowed", "to", "from", "received", "to", "closed"))
	if code != cli.Refused || out.Len() > 0 {
		t.Errorf("exit code %d, %q on the standard output", code, &out)
	}
	lines := strings.Split(strings.TrimSpace(errOut.String()), "\n")
	if len(lines) != 3 || !strings.Contains(lines[0], "Déposé") || !strings.Contains(lines[0], "Clôturé") || lines[2] != "[transition_not_allowed to]" {
		t.Errorf("said %q", lines)
	}
}

func TestAFileThatCannotBeOpenedIsNamed(t *testing.T) {
	dir := t.TempDir()
	for path, want := range map[string]fault.Code{
		filepath.Join(dir, "none.csv"): cli.FileMissing,
		dir:                            cli.FileUnreadable,
		"bad\x00name":                  cli.FileUnreadable,
	} {
		_, err := cli.OpenFile("file", path)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != want || f.Field != "file" || f.Args["name"] != path {
			t.Errorf("%q: %v, want %s", path, err, want)
		}
	}
}

// The sentence of what nobody foresaw asks for the log, so the log must have it.
func TestWhatNobodyForesawIsInTheLogWithItsChain(t *testing.T) {
	var out, errOut, log bytes.Buffer
	v := voice(&out, &errOut, "en", false)
	v.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelInfo}))
	if code := v.Complain(errors.New("listen unix admin.sock: no such family")); code != cli.Failed || !strings.Contains(log.String(), "no such family") {
		t.Errorf("exit code %d, log %q", code, &log)
	}
	log.Reset()
	if v.Complain(fault.New("transition_not_allowed", "to", "from", "received", "to", "closed")); log.Len() > 0 {
		t.Errorf("a refusal is no news for the log: %q", &log)
	}
}
