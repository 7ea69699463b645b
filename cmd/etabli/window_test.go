package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience bounds every wait; it is no measure of speed.
const patience = 90 * time.Second

// The main job in a real window: HQ is away, a repair is taken in by keyboard
// alone, two receipts are written whose code a reader reads; HQ comes back, and
// the repair is there, on the second device and on the customer's page.
func TestARepairIsTakenInByKeyboardWithNoNetworkAndArrives(t *testing.T) {
	d := newDesk(t, "1366x768")
	d.serve()
	one, two := d.path("one"), d.path("two")
	for _, store := range []string{one, two} {
		code := d.run("etabli-hq", "--dir", d.path("hq"), "enrol", "--site", "LIL", "--code-only")
		d.run("etablictl", "--store", store, "enrol", strings.TrimSpace(code))
	}
	d.stopHQ()

	d.open(one)
	d.keys("F2")
	d.write("0639980077")
	d.keys("Return")
	d.write("Karim Benali")
	d.keys("Return", "Return")
	d.write("SN 7040 1132")
	d.keys("Return")
	d.write("Lave-linge Bosch")
	d.keys("Return", "Return")
	d.write("Ne vidange plus")
	d.picture("intake")
	d.keys("F9")

	number := d.waitFor("the receipts", func() string {
		found, _ := filepath.Glob(filepath.Join(one, "papers", "LIL1-00001-*.pdf"))
		if len(found) < 2 {
			return ""
		}
		return filepath.Base(found[0])[:len("LIL1-00001-000")]
	})
	d.picture("taken-in")
	link := d.readCode(filepath.Join(one, "papers", number+"-deposit-receipt-a5.pdf"))
	if link != d.readCode(filepath.Join(one, "papers", number+"-deposit-receipt-80mm.pdf")) || !strings.Contains(strings.ToLower(link), "/r/") {
		t.Fatalf("the receipts lead to %q", link)
	}

	d.serve()
	d.waitFor("the customer's page", func() string {
		page, err := exec.Command("curl", "-sf", link).Output()
		if err != nil || !strings.Contains(string(page), number) {
			return ""
		}
		return "yes"
	})
	file := d.waitFor("the second device", func() string { // the page proves the deposit before HQ has heard of it
		d.run("etablictl", "--store", two, "sync")
		out, err := exec.CommandContext(t.Context(), "etablictl", "--json", "--store", two, "get", number).Output()
		if err != nil {
			return ""
		}
		return string(out)
	})
	var got struct{ Customer, Product, Fault, Serial string }
	if err := json.Unmarshal([]byte(file), &got); err != nil {
		t.Fatal(err)
	}
	if got.Customer != "Karim Benali" || got.Product != "Lave-linge Bosch" || got.Fault != "Ne vidange plus" || got.Serial != "SN 7040 1132" {
		t.Errorf("the second device has %+v", got)
	}

	// the second device moves it on; the open window follows by itself
	d.run("sh", "-c", fmt.Sprintf(`echo '{"id":"%s","to":"diag"}' | etablictl --store %s do repair.move`, idOf(t, file), two))
	d.run("etablictl", "--store", two, "sync")
	d.calm(d.look(), breath/3) // for the picture only
	d.picture("followed")
	d.close()
	if status := d.run("etablictl", "--json", "--store", one, "get", number); !strings.Contains(status, `"status":"diag"`) {
		t.Errorf("the window's device did not follow: %s", status)
	}
	d.run("etablictl", "--store", one, "verify")
}

// A display that is larger than the window was is filled by the very first
// picture, before anybody touches it.
func TestTheKioskFillsTheDisplay(t *testing.T) {
	d := newDesk(t, "1600x1000")
	store := d.path("kiosk")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	d.open(store, "--mode", "kiosk")
	d.waitFor("a picture of the whole display", func() string {
		seen := d.run("import", "-window", "root", "-crop", "1x1+1599+999", "-depth", "8", "txt:-")
		if strings.Contains(seen, "#000000") {
			return ""
		}
		return "yes"
	})
	d.picture("kiosk")
	d.close()
}

func idOf(t *testing.T, file string) string {
	t.Helper()
	var got struct{ ID string }
	if err := json.Unmarshal([]byte(file), &got); err != nil || got.ID == "" {
		t.Fatalf("no id in %s: %v", file, err)
	}
	return got.ID
}

// desk is a counter with a screen of its own, an HQ beside it, and hands.
type desk struct {
	t            *testing.T
	dir          string
	sync, portal string
	hq, window   *exec.Cmd
	store        string // of the window
	pictures     string
}

func newDesk(t *testing.T, display string) *desk {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool", "import", "zbarimg", "pdftoppm", "curl"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("%s is missing: run scripts/setup test", tool)
			}
			t.Skipf("%s is missing: run scripts/setup test", tool)
		}
	}
	d := &desk{t: t, dir: t.TempDir(), pictures: os.Getenv("ETABLI_PICTURES")}
	d.sync, d.portal = freeAddress(t), freeAddress(t)
	programs, err := built()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", programs+string(filepath.ListSeparator)+os.Getenv("PATH"))
	for name, value := range map[string]string{
		"ETABLI_KEYRING": "off", "LIBGL_ALWAYS_SOFTWARE": "1", "XDG_RUNTIME_DIR": d.dir, "LC_ALL": "C.UTF-8", "HOME": d.dir, "WAYLAND_DISPLAY": "",
	} {
		t.Setenv(name, value)
	}
	d.screen(display)
	return d
}

// home is the folder of whoever runs the tests; the programs get another one.
var home = os.Getenv("HOME")

// builtIn is where the programs lie; nothing while no test needed them.
var builtIn string

// built are the programs, built once for all tests.
var built = sync.OnceValues(func() (string, error) {
	programs, err := os.MkdirTemp("", "etabli-window-")
	if err != nil {
		return "", err
	}
	builtIn = programs
	for _, name := range []string{"etablictl", "etabli-hq", "etabli"} {
		if err := build(programs, name, name == "etabli"); err != nil {
			return programs, err
		}
	}
	return programs, nil
})

// build makes a program in a folder, with C for a window.
func build(folder, name string, c bool, flags ...string) error {
	cgo := "CGO_ENABLED=0"
	if c {
		cgo = "CGO_ENABLED=1"
	}
	build := exec.Command("go", append(append([]string{"build", "-o", folder + "/"}, flags...), "etabli/cmd/"+name)...)
	build.Env = append(os.Environ(), cgo, "HOME="+home) // where what was built before is kept
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", name, err, out)
	}
	return nil
}

func TestMain(m *testing.M) {
	code := m.Run()
	_ = os.RemoveAll(builtIn)
	os.Exit(code)
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, name) }

// screen starts a display that nobody else has. Its keys do not repeat: on a
// busy machine a short press would be taken for a long one. Nor does it begin anew when
// the last who asked it leaves: whoever comes in that moment would be refused.
func (d *desk) screen(size string) {
	number, told, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-r", "-noreset", "-screen", "0", size+"x24", "-fbdir", d.dir, "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{told}
	d.start(x)
	_ = told.Close()
	buf := make([]byte, 16)
	n, err := number.Read(buf)
	if err != nil {
		d.t.Fatalf("Xvfb told no display: %v", err)
	}
	d.t.Setenv("DISPLAY", ":"+strings.TrimSpace(string(buf[:n])))
	d.waitFor("the display", func() string { // a busy machine can refuse the first who asks
		out, _ := exec.Command("xdotool", "getdisplaygeometry").Output()
		return strings.TrimSpace(string(out))
	})
}

// start runs a program until the test ends.
func (d *desk) start(c *exec.Cmd) {
	d.t.Helper()
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
}

func (d *desk) serve() {
	d.t.Helper()
	d.hq = exec.Command("etabli-hq", "--dir", d.path("hq"), "serve", "--listen", d.sync, "--portal", d.portal, "--portal-url", "http://"+d.portal)
	d.start(d.hq)
	d.run("etabli-hq", "--dir", d.path("hq"), "wait", "--for", "60s")
}

func (d *desk) stopHQ() {
	_ = d.hq.Process.Kill()
	_ = d.hq.Wait()
}

// open opens the window and waits until it takes keys.
func (d *desk) open(store string, flags ...string) {
	d.t.Helper()
	d.store = store
	d.window = exec.Command("etabli", append([]string{"--store", store}, flags...)...)
	d.window.Stderr = os.Stderr
	d.start(d.window)
	d.waitFor("the window", func() string {
		out, _ := exec.Command("xdotool", "search", "--onlyvisible", "--name", "tabli").Output()
		return strings.TrimSpace(string(out))
	})
	d.calm(d.look(), breath) // for its first picture under software rendering
}

func (d *desk) close() {
	d.t.Helper()
	_ = d.window.Process.Signal(os.Interrupt)
	_ = d.window.Wait()
}

// readCode is the address that an independent reader finds among the codes of a
// printed page.
func (d *desk) readCode(pdf string) string {
	d.t.Helper()
	page := d.path("page")
	d.run("pdftoppm", "-r", "203", "-png", "-singlefile", pdf, page)
	for code := range strings.Lines(d.run("zbarimg", "--quiet", "--raw", page+".png")) {
		if strings.HasPrefix(strings.ToLower(code), "http") {
			return strings.TrimSpace(code)
		}
	}
	return ""
}

func (d *desk) run(name string, args ...string) string {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, name, args...)
	var failed strings.Builder
	c.Stderr = &failed
	out, err := c.Output()
	if err != nil {
		d.t.Fatalf("%s %v: %v\n%s%s", name, args, err, out, failed.String())
	}
	return string(out)
}

// waitFor asks until there is an answer.
func (d *desk) waitFor(what string, ask func() string) string {
	d.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		if answer := ask(); answer != "" {
			return answer
		}
		if time.Now().After(deadline) {
			d.picture("stuck")
			d.t.Fatalf("%s never came", what)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
