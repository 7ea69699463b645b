package main

import (
	"crypto/x509"
	"net"
	netmail "net/mail"
	"os"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/post"
	"etabli/app/post/mail"
)

// mailFlags say by which server e-mail goes out.
type mailFlags struct {
	Server   string        `env:"ETABLI_SMTP_SERVER" placeholder:"HOST:PORT" help:"Server that takes e-mail to customers. None when empty: messages are recorded and not sent."`
	User     string        `env:"ETABLI_SMTP_USER" help:"Name to sign in with; none when empty."`
	Password string        `env:"ETABLI_SMTP_PASSWORD" help:"Better in the environment than on the command line."`
	From     string        `env:"ETABLI_SMTP_FROM" help:"Address that customers see and answer to: sav@shop.example, or Shop <sav@shop.example>. The shop's name is added when there is none."`
	TLS      mail.Security `env:"ETABLI_SMTP_TLS" default:"starttls" enum:"starttls,tls,none" help:"starttls, tls, or none for a server on the same machine."`
	CA       string        `name:"ca" env:"ETABLI_SMTP_CA" type:"path" help:"File of certificates to trust beside the system's."`
}

// carrier is the server; nil when there is none.
func (f mailFlags) carrier() (post.Carrier, error) {
	if f.Server == "" {
		return nil, nil
	}
	host, port, err := net.SplitHostPort(f.Server)
	n, bad := strconv.ParseUint(port, 10, 16)
	if err != nil || bad != nil || host == "" || n == 0 {
		return nil, fault.New(fault.Malformed, "smtp-server", "expected", "smtp.example:587").Because(err)
	}
	if f.From == "" {
		return nil, fault.New(fault.Missing, "smtp-from")
	}
	from, err := netmail.ParseAddress(f.From)
	if err != nil {
		return nil, fault.New(fault.Malformed, "smtp-from", "expected", "sav@shop.example").Because(err)
	}
	s := mail.Server{Host: host, Port: int(n), User: f.User, Password: f.Password, From: *from, Security: f.TLS}
	if f.CA != "" {
		if s.Roots, err = roots(f.CA); err != nil {
			return nil, fault.New(fault.Malformed, "smtp-ca", "expected", "PEM").Because(err)
		}
	}
	out, err := mail.NewOut(s)
	if err != nil {
		return nil, fault.New(fault.Malformed, "smtp-server", "expected", "smtp.example:587").Because(err)
	}
	return out, nil
}

// roots are the system's certificates and those of a file.
func roots(path string) (*x509.CertPool, error) {
	pem, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fault.New(fault.Malformed, "")
	}
	return pool, nil
}
