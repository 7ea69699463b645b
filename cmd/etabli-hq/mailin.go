package main

import (
	"net"
	"strconv"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/post/mail"
)

// imapFlags say from which mailbox e-mail of customers is taken in.
type imapFlags struct {
	Server   string        `env:"ETABLI_IMAP_SERVER" placeholder:"HOST:PORT" help:"Server of the mailbox from which e-mail of customers is taken in. None when empty."`
	User     string        `env:"ETABLI_IMAP_USER" help:"Name to sign in with."`
	Password string        `env:"ETABLI_IMAP_PASSWORD" help:"Better in the environment than on the command line."`
	Folder   string        `env:"ETABLI_IMAP_FOLDER" default:"INBOX" help:"Folder that is read. What was taken in is marked as seen; nothing is deleted."`
	TLS      mail.Security `env:"ETABLI_IMAP_TLS" default:"tls" enum:"starttls,tls,none" help:"tls, starttls, or none for a server on the same machine."`
	CA       string        `name:"ca" env:"ETABLI_IMAP_CA" type:"path" help:"File of certificates to trust beside the system's."`
	Every    time.Duration `default:"1m" help:"How often the mailbox is read."`
}

// leastEvery keeps a mailbox from being read without a pause.
const leastEvery = time.Second

// reader reads the mailbox; nil when there is none.
func (f imapFlags) reader(h *hq) (*mail.In, error) {
	if f.Server == "" {
		return nil, nil
	}
	host, port, err := net.SplitHostPort(f.Server)
	n, bad := strconv.ParseUint(port, 10, 16)
	switch {
	case err != nil || bad != nil || host == "" || n == 0:
		return nil, fault.New(fault.Malformed, "imap-server", "expected", "imap.example:993").Because(err)
	case f.User == "":
		return nil, fault.New(fault.Missing, "imap-user")
	case f.Every < leastEvery:
		return nil, fault.New(fault.Malformed, "imap-every", "expected", "1m")
	}
	box := mail.Mailbox{Host: host, Port: int(n), User: f.User, Password: f.Password, Folder: f.Folder, Security: f.TLS}
	if f.CA != "" {
		if box.Roots, err = roots(f.CA); err != nil {
			return nil, fault.New(fault.Malformed, "imap-ca", "expected", "PEM").Because(err)
		}
	}
	return &mail.In{Mailbox: box, Desk: h.app, Every: f.Every, Log: h.log}, nil
}
