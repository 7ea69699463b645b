package e2e_test

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"etabli/storage/pgstore/pgtest"
)

const (
	clusterServers = 3
	clusterRounds  = 6
	clusterRows    = 150 // that each device brings along
	streamModule   = "/usr/lib/nginx/modules/ngx_stream_module.so"
)

// TestAnHQThatGrowsIsServedBySeveralProcesses begins with an embedded HQ, moves
// it into a database, and lets three servers behind nginx serve the same
// devices, while servers are killed, connections are cut and the database
// crashes.
func TestAnHQThatGrowsIsServedBySeveralProcesses(t *testing.T) {
	chance := seedOf(t)
	c := newCluster(t)
	var acknowledged []string
	for round := range clusterRounds {
		for i, d := range c.devices {
			var r received
			d.must(&r, fmt.Sprintf(`{"product":{"label":"Radio %d-%d"}}`, i, round), "do", "repair.receive")
			acknowledged = append(acknowledged, r.Data.ID)
		}
		var running []*process
		for _, d := range c.devices {
			running = append(running, d.begin("", "sync"))
		}
		time.Sleep(between(chance, 20*time.Millisecond, 150*time.Millisecond))
		switch round % 3 {
		case 0:
			c.kill(chance.IntN(clusterServers))
		case 1:
			c.pg.Cut(t, c.url)
		case 2:
			c.pg.Crash(t)
		}
		for i, p := range running {
			if end := p.wait(t); end.code > 0 && end.code != 7 {
				t.Fatalf("sync of %s ended with %d: %s%s", c.devices[i].store, end.code, end.out, end.errOut)
			}
		}
	}
	c.settle()
	c.same(acknowledged)
}

// cluster is a fleet whose HQ is several processes over one database.
type cluster struct {
	*fleet
	pg        *pgtest.Server
	url       string
	addresses []string
	servers   []*process
}

func newCluster(t *testing.T) *cluster {
	t.Helper()
	c := &cluster{pg: pgtest.Start(t)}
	c.url = c.pg.Empty(t)
	for range clusterServers {
		address, err := freeAddress()
		if err != nil {
			t.Fatal(err)
		}
		c.addresses = append(c.addresses, address)
	}
	front, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	c.fleet = &fleet{t: t, dir: t.TempDir(), sync: front}
	c.grow()
	return c
}

// grow serves devices from a folder, moves that into the database, and starts
// all servers.
func (c *cluster) grow() {
	t := c.t
	proxy := findProxy(t)
	alone := begin(t, c.dir, "etabli-hq", nil, c.serving(0, "")...)
	t.Cleanup(func() { _ = alone.cmd.Process.Kill() })
	c.hq(nil, "wait", "--for", "30s")
	balance(t, proxy, c.sync, c.addresses)
	lines := strings.SplitAfter(rowsFile(t, 2*clusterRows), "\n")
	for i, name := range []string{"one", "two"} {
		var code struct{ Code string }
		c.hq(&code, "enrol", "--site", "LIL")
		if !strings.Contains(code.Code, c.sync) {
			t.Fatalf("devices are sent to %s", code.Code)
		}
		d := counter{t, c.dir, name}
		d.must(nil, "", "enrol", code.Code)
		part := lines[0] + strings.Join(lines[1+i*clusterRows:1+(i+1)*clusterRows], "")
		if err := os.WriteFile(filepath.Join(c.dir, name+".csv"), []byte(part), 0o600); err != nil {
			t.Fatal(err)
		}
		d.must(nil, "", "import", name+".csv")
		d.must(nil, "", "sync")
		c.devices = append(c.devices, d)
	}
	if err := alone.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	alone.wait(t)
	c.moveIn()
	for i := range clusterServers {
		c.servers = append(c.servers, nil)
		c.start(i)
	}
	t.Cleanup(func() {
		for _, p := range c.servers {
			_ = p.cmd.Process.Kill()
			_ = p.cmd.Wait()
		}
	})
}

// moveIn moves the folder's data into the database, and finds that this is done
// once and that the folder serves no more.
func (c *cluster) moveIn() {
	var first, again struct {
		Rows      int
		Positions uint64
		SHA256    string
		Repeated  bool
	}
	c.hq(&first, "migrate", "--to", c.url)
	if first.Repeated || first.Rows == 0 || first.Positions < 2*clusterRows {
		c.t.Errorf("the move says %+v", first)
	}
	c.hq(&again, "migrate", "--to", c.url)
	if !again.Repeated || again.SHA256 != first.SHA256 {
		c.t.Errorf("a second move says %+v, the first said %+v", again, first)
	}
	c.refused("hq_moved", c.serving(0, "")...)
	for i := 1; i < clusterServers; i++ { // another vault is another HQ
		if i == 1 {
			c.hq(nil, "verify", "--store-url", c.url)
		}
		dir := filepath.Join(c.dir, folderOf(i))
		if err := os.CopyFS(filepath.Join(dir, "vault"), os.DirFS(filepath.Join(c.dir, folderOf(0), "vault"))); err != nil {
			c.t.Fatal(err)
		}
	}
}

// refused runs a command of HQ that must fail with a code.
func (c *cluster) refused(code string, args ...string) {
	c.t.Helper()
	p := begin(c.t, c.dir, "etabli-hq", nil, append([]string{"--json"}, args...)...).wait(c.t)
	var said struct{ Error struct{ Code string } }
	if err := json.Unmarshal(p.out, &said); err != nil || said.Error.Code != code {
		c.t.Errorf("%v ended with %d, %q: %v", args, p.code, p.out, err)
	}
}

func folderOf(i int) string { return []string{"hq", "hq1", "hq2"}[i] }

// serving are the arguments of a server.
func (c *cluster) serving(i int, url string) []string {
	args := []string{
		"--dir", folderOf(i), "serve", "--listen", c.addresses[i], "--address", c.sync,
		"--portal", "127.0.0.1:0", "--portal-url", "http://suivi.example",
	}
	if url != "" {
		args = append(args, "--store-url", url)
	}
	return args
}

// start starts a server and waits until it answers.
func (c *cluster) start(i int) {
	c.t.Helper()
	c.servers[i] = begin(c.t, c.dir, "etabli-hq", nil, c.serving(i, c.url)...)
	p := begin(c.t, c.dir, "etabli-hq", nil, "--dir", folderOf(i), "wait", "--for", "30s").wait(c.t)
	if p.code != 0 {
		c.t.Fatalf("server %d does not answer: %s%s", i, p.out, p.errOut)
	}
}

// kill pulls the plug of a server and starts it again.
func (c *cluster) kill(i int) {
	c.t.Helper()
	_ = c.servers[i].cmd.Process.Kill()
	c.servers[i].wait(c.t)
	c.start(i)
}

// same finds the same files everywhere, each once, and every store whole.
func (c *cluster) same(acknowledged []string) {
	t := c.t
	want := len(acknowledged) + 2*clusterRows
	var files []string
	for _, d := range c.devices {
		if got := len(d.all()); got != want {
			t.Errorf("%s has %d files, want %d", d.store, got, want)
		}
		files = append(files, d.export("jsonl"))
		d.verify()
	}
	if files[0] != files[1] {
		t.Error("the two devices read their files differently")
	}
	for _, id := range acknowledged {
		if !strings.Contains(files[0], id) {
			t.Errorf("%s was lost", id)
		}
	}
	for i, server := range c.servers {
		if err := server.cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		if end := server.wait(t); end.code != 0 {
			t.Errorf("server %d ended with %d: %s", i, end.code, end.errOut)
		}
	}
	c.hq(nil, "verify", "--store-url", c.url)
}

// findProxy returns the path of nginx, or skips the test; in CI it fails.
func findProxy(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("nginx")
	if err != nil {
		program = "/usr/sbin/nginx"
	}
	for _, needed := range []string{program, streamModule} {
		if _, err := os.Stat(needed); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatal("nginx with its stream module is missing; scripts/setup test installs it")
			}
			t.Skip("nginx with its stream module is missing; scripts/setup test installs it")
		}
	}
	return program
}

// balance puts nginx before several servers. It passes TLS through: devices and
// HQ know each other by their own certificates.
func balance(t *testing.T, program, front string, servers []string) {
	t.Helper()
	dir := t.TempDir()
	config := "load_module " + streamModule + ";\ndaemon off;\nworker_processes 1;\npid " + dir + "/pid;\n" +
		"error_log " + dir + "/log;\nevents {}\nstream {\n\tupstream hq {\n"
	for _, s := range servers {
		config += "\t\tserver " + s + " max_fails=1 fail_timeout=1s;\n"
	}
	config += "\t}\n\tserver {\n\t\tlisten " + front + ";\n\t\tproxy_pass hq;\n\t\tproxy_connect_timeout 2s;\n\t}\n}\n"
	if err := os.WriteFile(dir+"/nginx.conf", []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-c", dir+"/nginx.conf", "-e", dir+"/log", "-p", dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	})
	awaitPort(t, front)
}

func awaitPort(t *testing.T, address string) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			_ = conn.Close()
			return
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
