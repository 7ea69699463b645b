// Package mailtest is a real SMTP server for tests: it speaks TLS, asks who one
// is, keeps what it takes, and can be told to refuse, to be busy or to leave its
// answer out.
package mailtest

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// The names by which the server lets one in.
const (
	User     = "etabli"
	Password = "s3cret"
)

// Mode is what the server does with the next letters.
type Mode int

// The modes.
const (
	Takes   Mode = iota
	Busy         // 451 to the recipient
	Refuses      // 550 to the recipient
	Holds        // takes the letter and never answers
)

// Server is a running server.
type Server struct {
	Address string
	Roots   *x509.CertPool
	PEM     []byte // of the certificate

	mu    sync.Mutex
	mode  Mode
	taken []Letter
	ended chan struct{}
}

// Letter is what the server took.
type Letter struct {
	From, To string
	Raw      string
}

// Start starts a server that ends with the test.
func Start(tb testing.TB) *Server {
	tb.Helper()
	s, stop, err := Open()
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(stop)
	return s
}

// Open starts a server.
func Open() (s *Server, stop func(), err error) {
	s = &Server{ended: make(chan struct{})}
	pair, roots, pem, err := certificate()
	if err != nil {
		return nil, nil, err
	}
	s.Roots, s.PEM = roots, pem
	inner := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{server: s}, nil }))
	inner.Domain = "localhost"
	inner.TLSConfig = &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	s.Address = "localhost:" + strings.TrimPrefix(l.Addr().String(), "127.0.0.1:")
	go func() { _ = inner.Serve(l) }()
	return s, sync.OnceFunc(func() {
		_ = inner.Close() // first, so that a letter that is held gets no answer
		close(s.ended)
	}), nil
}

// Be changes what the server does.
func (s *Server) Be(m Mode) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mode = m
}

func (s *Server) is() Mode {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mode
}

// Taken are the letters that the server took, in their order.
func (s *Server) Taken() []Letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Letter(nil), s.taken...)
}

// session is one line.
type session struct {
	server *Server
	letter Letter
	in     bool
}

// AuthMechanisms implements smtp.AuthSession.
func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

// Auth implements smtp.AuthSession.
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if s.in = user == User && password == Password; !s.in {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

// Mail implements smtp.Session.
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if !s.in {
		return smtp.ErrAuthRequired
	}
	s.letter = Letter{From: from}
	return nil
}

// Rcpt implements smtp.Session.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	switch s.server.is() {
	case Busy:
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "come again"}
	case Refuses:
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "nobody here"}
	}
	s.letter.To = to
	return nil
}

// Data implements smtp.Session.
func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.letter.Raw = string(raw)
	s.server.mu.Lock()
	s.server.taken = append(s.server.taken, s.letter)
	s.server.mu.Unlock()
	if s.server.is() == Holds {
		<-s.server.ended
	}
	return nil
}

// Reset implements smtp.Session.
func (s *session) Reset() { s.letter = Letter{} }

// Logout implements smtp.Session.
func (s *session) Logout() error { return nil }
