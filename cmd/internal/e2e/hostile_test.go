//go:build unix

package e2e_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"etabli/cmd/internal/cli"
)

// nobody is a user without rights, for tests that run as root.
const nobody = 65534

// A folder that may not be written is refused, and nothing of it is changed.
func TestAFolderThatMayNotBeWrittenIsSaid(t *testing.T) {
	dir := openToAll(t)
	program := filepath.Join(dir, "etablictl")
	copyFile(t, filepath.Join(programs, "etablictl"), program)
	locked := filepath.Join(dir, "locked")
	if err := os.Mkdir(locked, 0o555); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"--store", filepath.Join(locked, "store"), "init", "--site", "LIL"},
		{"--store", locked, "init", "--site", "LIL"},
	} {
		cmd := exec.Command(program, append([]string{"--json"}, args...)...)
		cmd.Env = []string{"HOME=" + dir, "ETABLI_KEYRING=off"}
		if os.Geteuid() == 0 {
			runAs(cmd, nobody)
		}
		out, _ := cmd.Output()
		var said struct{ Error cli.Spelled }
		if err := json.Unmarshal(out, &said); err != nil || said.Error.Code != "folder_denied" || cmd.ProcessState.ExitCode() != cli.StoreFailed {
			t.Errorf("%v ended with %d: %s", args, cmd.ProcessState.ExitCode(), out)
		}
	}
	if left, err := os.ReadDir(locked); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// openToAll is a folder that every user may enter.
func openToAll(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for at := dir; strings.HasPrefix(at, os.TempDir()+string(filepath.Separator)); at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	raw, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, raw, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The two ports that face strangers answer every nonsense with a refusal, tell
// nothing, and go on serving.
func TestPortsOutliveWhateverStrangersSend(t *testing.T) {
	f := newFleet(t)
	for name, raw := range map[string]string{
		"no token":              "GET /r/ HTTP/1.1\r\nHost: x\r\n\r\n",
		"a token of nobody":     "GET /r/0123456789ABCDEFGHJKMNPQRW HTTP/1.1\r\nHost: x\r\n\r\n",
		"a token that is none":  "GET /r/%00%ff..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: x\r\n\r\n",
		"a very long token":     "GET /r/" + strings.Repeat("A", 100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
		"a path upwards":        "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
		"another method":        "DELETE /r/0123456789ABCDEFGHJKMNPQRW HTTP/1.1\r\nHost: x\r\n\r\n",
		"a method of its own":   "BREW / HTTP/1.1\r\nHost: x\r\n\r\n",
		"huge headers":          "GET / HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("a", 2<<20) + "\r\n\r\n",
		"many headers":          "GET / HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("X: a\r\n", 200_000) + "\r\n",
		"a body nobody asked":   "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
		"a header in two lines": "GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n",
		"no HTTP":               "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
		"a language of its own": "GET / HTTP/1.1\r\nHost: x\r\nAccept-Language: " + strings.Repeat("zz-ZZ;q=0.1,", 500) + "\r\n\r\n",
	} {
		for port, address := range map[string]string{"page": f.page, "sync": f.sync} {
			if status, body := send(t, address, raw); status == http.StatusOK || status >= 500 || strings.Contains(body, "⟦") || strings.Contains(body, "goroutine") {
				t.Errorf("%s on the %s port: %d %.300s", name, port, status, body)
			}
		}
	}
	for _, c := range f.devices {
		c.must(nil, "", "sync")
	}
	f.hq(nil, "status")
	if status, _ := send(t, f.page, "GET /r/0123456789ABCDEFGHJKMNPQRW HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"); status != http.StatusNotFound {
		t.Errorf("the page of nobody answers %d", status)
	}
}

// send writes bytes to a port and reads the answer; a closed connection is 0.
func send(t *testing.T, address, raw string) (status int, body string) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatalf("the port is gone: %v", err)
	}
	defer conn.Close()
	go func() { // a server that has heard enough stops reading
		_, _ = io.WriteString(conn, raw)
		_ = conn.(*net.TCPConn).CloseWrite()
	}()
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0, ""
	}
	defer resp.Body.Close()
	var out bytes.Buffer
	dump, err := httputil.DumpResponse(resp, false)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(dump)
	_, _ = io.Copy(&out, io.LimitReader(resp.Body, 64<<10))
	return resp.StatusCode, out.String()
}

// runAs makes a program run as another user.
func runAs(cmd *exec.Cmd, user uint32) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user, Gid: user}}
}
