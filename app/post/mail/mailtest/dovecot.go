package mailtest

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Dovecot is a Dovecot of Debian with one mailbox: a server that nobody here wrote.
type Dovecot struct {
	Address, TLSAddress string // STARTTLS, and TLS from the first byte
	Roots               *x509.CertPool
	inbox               string
}

// StartDovecot starts one for a test, which is skipped where there is none.
func StartDovecot(tb testing.TB) *Dovecot {
	tb.Helper()
	const program = "/usr/sbin/dovecot"
	if _, err := os.Stat(program); err != nil {
		if os.Getenv("CI") != "" {
			tb.Fatal("dovecot is missing: run scripts/setup test")
		}
		tb.Skip("dovecot is missing: run scripts/setup test")
	}
	dir, err := os.MkdirTemp("", "dovecot") // short: sockets have short names
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if tb.Failed() {
			log, _ := os.ReadFile(filepath.Join(dir, "log"))
			tb.Logf("dovecot: %s", log)
		}
		_ = os.RemoveAll(dir)
	})
	d := &Dovecot{inbox: filepath.Join(dir, "mail", "new")}
	if err := d.configure(dir); err != nil {
		tb.Fatal(err)
	}
	run := exec.Command(program, "-F", "-c", filepath.Join(dir, "dovecot.conf"))
	if err := run.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = run.Process.Signal(os.Interrupt)
		_ = run.Wait()
	})
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if line, err := net.Dial("tcp", d.Address); err == nil {
			_ = line.Close()
			return d
		}
		if time.Now().After(deadline) {
			log, _ := os.ReadFile(filepath.Join(dir, "log"))
			tb.Fatalf("dovecot does not listen: %s", log)
		}
	}
}

// Put lays a letter into the mailbox as another server would.
func (d *Dovecot) Put(name, raw string) error {
	return os.WriteFile(filepath.Join(d.inbox, name), []byte(raw), 0o666)
}

func (d *Dovecot) configure(dir string) error {
	pair, roots, text, err := certificate()
	if err != nil {
		return err
	}
	key, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	if err != nil {
		return err
	}
	d.Roots = roots
	starts, err := freePort()
	if err != nil {
		return err
	}
	wrapped, err := freePort()
	if err != nil {
		return err
	}
	d.Address, d.TLSAddress = "localhost:"+starts, "localhost:"+wrapped
	me, err := user.Current()
	if err != nil {
		return err
	}
	of, inside, outside := me, me.Username, me.Username
	if me.Uid == "0" { // it gives no mailbox to root, nor lets root answer
		inside, outside = "dovecot", "dovenull"
		if of, err = user.Lookup("nobody"); err != nil {
			return err
		}
	}
	conf := strings.NewReplacer("DIR", dir, "STARTS", starts, "WRAPPED", wrapped, "NAME", User, "WORD", Password,
		"INSIDE", inside, "OUTSIDE", outside, "OWNER", of.Uid, "GROUP", of.Gid).Replace(dovecotConf)
	return errors.Join(
		os.Chmod(dir, 0o755),
		os.MkdirAll(d.inbox, 0o777), os.MkdirAll(filepath.Join(dir, "mail", "cur"), 0o777), os.MkdirAll(filepath.Join(dir, "mail", "tmp"), 0o777),
		os.Chmod(filepath.Join(dir, "mail"), 0o777), os.Chmod(d.inbox, 0o777), os.Chmod(filepath.Join(dir, "mail", "cur"), 0o777), os.Chmod(filepath.Join(dir, "mail", "tmp"), 0o777),
		os.WriteFile(filepath.Join(dir, "cert.pem"), text, 0o600),
		os.WriteFile(filepath.Join(dir, "key.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}), 0o600),
		os.WriteFile(filepath.Join(dir, "users"), []byte(fmt.Sprintf("%s:{PLAIN}%s\n", User, Password)), 0o644),
		os.WriteFile(filepath.Join(dir, "dovecot.conf"), []byte(conf), 0o600),
	)
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

const dovecotConf = `protocols = imap
base_dir = DIR/run
log_path = DIR/log
ssl = required
ssl_cert = <DIR/cert.pem
ssl_key = <DIR/key.pem
mail_location = maildir:DIR/mail
default_internal_user = INSIDE
default_login_user = OUTSIDE
default_internal_group = INSIDE
first_valid_uid = 1
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = STARTS
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = WRAPPED
    ssl = yes
  }
}
service anvil {
  chroot =
}
passdb {
  driver = passwd-file
  args = DIR/users
}
userdb {
  driver = static
  args = uid=OWNER gid=GROUP home=DIR
}
`
