package e2e_test

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"etabli/storage/pgstore/pgtest"
)

// patience bounds every wait of a script. It is no measure of speed: a wait
// that runs out means that what it waited for never came.
const patience = 60 * time.Second

var programs string // folder of the built programs

func TestMain(m *testing.M) { os.Exit(runAll(m)) }

func runAll(m *testing.M) int {
	dir, err := os.MkdirTemp("", "etabli-programs-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	build := exec.Command("go", "build", "-o", dir+string(filepath.Separator), "etabli/cmd/etablictl", "etabli/cmd/etabli-hq")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build the programs: %v\n%s", err, out)
		return 1
	}
	programs = dir
	defer chromedriver.stop()
	return pgtest.Tests{M: m}.Run()
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		ContinueOnError: os.Getenv("ON") != "",
		Dir:             "testdata/script",
		Setup:           setup,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"field":    field,
			"until":    until,
			"fetch":    fetch,
			"picture":  picture,
			"reads":    reads,
			"proof":    proof,
			"address":  address,
			"ctl":      ctl,
			"paper":    paper,
			"fails":    fails,
			"write":    write,
			"damage":   damage,
			"rows":     rows,
			"holds":    holds,
			"queue":    queue,
			"once":     once,
			"pages":    pages,
			"submit":   submit,
			"download": download,
			"look":     look,
			"phone":    phone,
			"gateway":  gateway,
			"mailbox":  mailbox,
			"listener": listener,
			"rest":     rest,
			"noon":     noon,
		},
	})
}

// setup gives each script its own ports and the programs on its path.
func setup(env *testscript.Env) error {
	env.Setenv("PATH", programs+string(filepath.ListSeparator)+env.Getenv("PATH"))
	env.Setenv("HOME", env.WorkDir)
	env.Setenv("ETABLI_KEYRING", "off")
	env.Setenv("TZ", lille)
	client, err := newBrowser()
	if err != nil {
		return err
	}
	env.Values["browser"], env.Values["phone"] = client, &handset{}
	env.Values["mailbox"] = &mailbag{}
	env.Values["listener"] = &program{}
	env.Values["gateway"] = &smsGateway{}
	for _, name := range []string{"SYNC", "PORTAL", "WATCH"} {
		addr, err := freeAddress()
		if err != nil {
			return err
		}
		env.Setenv(name, addr)
	}
	return nil
}

// lille is the time of the shops for date, which is right also where no zones are installed:
// between midnight in Lille and midnight of the machine the two have different days.
const lille = "CET-1CEST,M3.5.0,M10.5.0/3"

// ports counts the ports that were given to scripts, which run side by side. They lie below
// those that a system gives to outgoing connections: one that it chose itself may be another
// script's, or a connection's, before a program listens there.
var ports atomic.Int32

func init() { ports.Store(rand.Int32N(15_000)) }

// freeAddress is one where nobody listens, given once.
func freeAddress() (address string, err error) {
	for range 1000 {
		address = fmt.Sprintf("127.0.0.1:%d", 12_000+ports.Add(1)%18_000)
		var l net.Listener
		if l, err = net.Listen("tcp", address); err == nil {
			return address, l.Close()
		}
	}
	return "", err
}

// field VAR FILE path.to.value sets a variable from JSON in a file; stdout and
// stderr name the last command's output. Lists are indexed by number.
func field(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: field VAR FILE path")
	}
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[1])), &v))
	for _, step := range strings.Split(args[2], ".") {
		switch node := v.(type) {
		case map[string]any:
			v = node[step]
		case []any:
			var i int
			if _, err := fmt.Sscan(step, &i); err != nil || i >= len(node) {
				ts.Fatalf("%s: no item %s", args[2], step)
			}
			v = node[i]
		default:
			ts.Fatalf("%s: nothing under %s", args[2], step)
		}
	}
	ts.Setenv(args[0], fmt.Sprint(v))
}

// until REGEXP program args... repeats a program until its output matches.
func until(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: until regexp program args...")
	}
	re := regexp.MustCompile(args[0])
	deadline := time.Now().Add(patience)
	for {
		_ = ts.Exec(args[1], args[2:]...)
		if re.MatchString(ts.ReadFile("stdout")) != neg {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%v never said %s", args[1:], args[0])
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// fetch URL REGEXP gets a page until it matches; ! waits until it does not.
func fetch(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: fetch URL regexp")
	}
	re := regexp.MustCompile(args[1])
	deadline := time.Now().Add(patience)
	var last string
	for {
		if body, err := get(args[0]); err == nil {
			last = body
			if re.MatchString(body) != neg {
				return
			}
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%s never matched %s; last:\n%s", args[0], args[1], last)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func get(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	return string(body), err
}

// picture FILE writes a small JPEG for scripts to attach.
func picture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: picture FILE")
	}
	ts.Check(writePicture(ts.MkAbs(args[0])))
}

// ctl STORE command args... -- {json} runs etablictl with the JSON on its
// standard input, variables expanded, and answers in JSON.
func ctl(ts *testscript.TestScript, neg bool, args []string) {
	input := ""
	for i, a := range args {
		if a == "--" {
			input, args = strings.Join(args[i+1:], " "), args[:i]
			break
		}
	}
	in := ts.MkAbs("input.json")
	ts.Check(os.WriteFile(in, []byte(input), 0o600))
	line := append([]string{"-c", `exec etablictl --json --store "$@" < input.json`, "ctl"}, args...)
	if err := ts.Exec("sh", line...); (err == nil) == neg {
		ts.Fatalf("etablictl %v: %v", args, err)
	}
}

// reads PDF REGEXP renders a document and asks an independent reader for its
// codes.
func reads(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: reads PDF regexp")
	}
	for _, tool := range []string{"pdftoppm", "zbarimg"} {
		if _, err := exec.LookPath(tool); err != nil {
			ts.Fatalf("%s is missing: run scripts/setup test", tool)
		}
	}
	pages := ts.MkAbs("page")
	ts.Check(ts.Exec("pdftoppm", "-r", "203", "-png", args[0], pages))
	images, err := filepath.Glob(pages + "*.png")
	ts.Check(err)
	_ = ts.Exec("zbarimg", append([]string{"--quiet", "--raw"}, images...)...)
	want := args[1]
	if strings.Contains(want, "/r/") {
		want = written(want)
	}
	if regexp.MustCompile(want).MatchString(ts.ReadFile("stdout")) == neg {
		ts.Fatalf("%s: codes read: %s", args[0], ts.ReadFile("stdout"))
	}
}
