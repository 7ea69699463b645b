// Package mail carries messages by e-mail: out to a server by SMTP, in from one.
package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	netmail "net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"etabli/app/domain/message"
	"etabli/app/post"
	"etabli/app/service"
)

// Security is how the line to the server is protected.
type Security string

// The ways to protect it.
const (
	StartTLS Security = "starttls" // asked for, and refused without
	TLS      Security = "tls"      // from the first byte
	Plain    Security = "none"     // for a server on the same machine
)

// Server is how to reach the server that takes our e-mail.
type Server struct {
	Host     string
	Port     int
	User     string
	Password string
	From     netmail.Address // the name is the shop's when it has none
	Security Security
	Roots    *x509.CertPool // of a server with a certificate of the house; nil is the system's
}

// patience bounds each exchange with the server.
const patience = time.Minute

// Out carries e-mail out. It is a post.Carrier.
type Out struct {
	server Server
	client *gomail.Client
	domain string
}

// NewOut makes a carrier; it does not connect yet.
func NewOut(s Server) (*Out, error) {
	options := []gomail.Option{
		gomail.WithPort(s.Port), gomail.WithTimeout(patience),
		gomail.WithTLSConfig(&tls.Config{ServerName: s.Host, RootCAs: s.Roots, MinVersion: tls.VersionTLS12}),
	}
	switch s.Security {
	case TLS:
		options = append(options, gomail.WithSSL())
	case Plain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	_, domain, _ := strings.Cut(s.From.Address, "@")
	client, err := gomail.NewClient(s.Host, options...)
	return &Out{server: s, client: client, domain: domain}, err
}

// Channel implements post.Carrier.
func (o *Out) Channel() message.Channel { return message.Email }

// Knows implements post.Carrier: a server takes the same letter twice.
func (o *Out) Knows() bool { return false }

// Open connects to the server and signs in.
func (o *Out) Open(ctx context.Context) (post.Way, error) {
	line, err := o.client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return nil, err
	}
	return &way{out: o, line: line}, nil
}

// way is a line to the server.
type way struct {
	out  *Out
	line *smtp.Client
}

// Close ends the line.
func (w *way) Close() { _ = w.out.client.CloseWithSMTPClient(w.line) }

// Carry sends one letter.
func (w *way) Carry(_ context.Context, l service.Letter) message.CarriedFacts {
	m, err := w.out.write(l)
	if err != nil {
		return message.CarriedFacts{State: message.GivenUp, Reason: message.NoAddress}
	}
	f := outcome(w.out.client.SendWithSMTPClient(w.line, m), m.IsDelivered())
	f.Name = post.Name(l.Ref, w.out.domain)
	return f
}

// outcome says what came of a sending. Until the last dot of a letter is sent
// the server has nothing it could deliver; from then on only its answer tells.
func outcome(err error, delivered bool) message.CarriedFacts {
	if err == nil || delivered {
		return message.CarriedFacts{State: message.Sent}
	}
	var failed *gomail.SendError
	code := 0
	if errors.As(err, &failed) {
		code = failed.ErrorCode()
	}
	switch {
	case code >= 500 && failed.Reason == gomail.ErrSMTPMailFrom: // it refuses us, not the letter
		return message.CarriedFacts{State: message.Failed, Reason: message.Busy, Code: code}
	case code >= 500:
		return message.CarriedFacts{State: message.GivenUp, Reason: message.Refused, Code: code}
	case code >= 400:
		return message.CarriedFacts{State: message.Failed, Reason: message.Busy, Code: code}
	case failed != nil && failed.Reason == gomail.ErrSMTPDataClose:
		return message.CarriedFacts{State: message.Doubtful, Reason: message.AnswerLost}
	}
	return message.CarriedFacts{State: message.Failed, Reason: message.Unreachable}
}
