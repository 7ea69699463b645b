package mailtest

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
)

// Box is a real IMAP server with one mailbox, which speaks TLS and asks who one
// is.
type Box struct {
	Address string
	Roots   *x509.CertPool
	PEM     []byte
	user    *imapmemserver.User
}

// OpenBox starts a server on this machine.
func OpenBox() (b *Box, stop func(), err error) {
	pair, roots, text, err := certificate()
	if err != nil {
		return nil, nil, err
	}
	line, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	b = &Box{Roots: roots, PEM: text, user: imapmemserver.NewUser(User, Password)}
	_, port, _ := strings.Cut(line.Addr().String(), ":")
	b.Address = "localhost:" + port
	if err := b.user.Create("INBOX", nil); err != nil {
		return nil, nil, err
	}
	all := imapmemserver.New()
	all.AddUser(b.user)
	s := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return all.NewSession(), nil, nil
		},
		Caps:      imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapIMAP4rev2: {}},
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12},
	})
	go func() { _ = s.Serve(line) }()
	return b, func() { _ = s.Close() }, nil
}

// Put lays a letter into the mailbox as it came; line ends may be plain.
func (b *Box) Put(raw string) error {
	raw = strings.ReplaceAll(strings.ReplaceAll(raw, "\r\n", "\n"), "\n", "\r\n")
	_, err := b.user.Append("INBOX", literal{strings.NewReader(raw)}, &imap.AppendOptions{Time: time.Now()})
	return err
}

// Unseen is how many letters nobody has seen.
func (b *Box) Unseen() (uint32, error) {
	st, err := b.user.Status("INBOX", &imap.StatusOptions{NumUnseen: true})
	if err != nil || st.NumUnseen == nil {
		return 0, err
	}
	return *st.NumUnseen, nil
}

type literal struct{ *strings.Reader }

// Size is the length of the letter in bytes.
func (l literal) Size() int64 { return l.Reader.Size() }
