package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// Mailbox is where e-mail for the shop arrives.
type Mailbox struct {
	Host     string
	Port     int
	User     string
	Password string
	Folder   string // INBOX when empty
	Security Security
	Roots    *x509.CertPool // of a server with a certificate of the house; nil is the system's
}

// In takes e-mail in from a mailbox. What it took is marked as seen there and
// nothing is ever deleted; what somebody reads by another program before is left to
// them. What cannot be taken is flagged, so that a person finds it.
type In struct {
	Mailbox Mailbox
	Desk    Desk
	Every   time.Duration
	Log     *slog.Logger
}

// The limits of reading.
const (
	usualEvery = time.Minute
	maxVisit   = 10 * time.Minute // at the server, all in all
	maxLetter  = 40 << 20         // of a larger one only the beginning is read
	beginning  = 64 << 10
	maxAtOnce  = 200
)

// Run reads the mailbox until ctx ends.
func (i *In) Run(ctx context.Context) error {
	every := i.Every
	if every <= 0 {
		every = usualEvery
	}
	for {
		if _, err := i.Read(ctx); err != nil && ctx.Err() == nil {
			i.Log.Warn("the mailbox was not read", "error", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(every):
		}
	}
}

// Read takes in what was not seen yet, and answers how many letters that were.
func (i *In) Read(ctx context.Context) (taken int, err error) {
	ctx, cancel := context.WithTimeout(ctx, maxVisit)
	defer cancel()
	c, err := i.open(ctx)
	if err != nil {
		return 0, err
	}
	stop := context.AfterFunc(ctx, func() { _ = c.Close() })
	defer func() {
		stop()
		_ = c.Logout().Wait()
		_ = c.Close()
	}()
	folder := i.Mailbox.Folder
	if folder == "" {
		folder = "INBOX"
	}
	if _, err := c.Select(folder, nil).Wait(); err != nil {
		return 0, fmt.Errorf("open the folder %s: %w", folder, err)
	}
	found, err := c.UIDSearch(&imap.SearchCriteria{NotFlag: []imap.Flag{imap.FlagSeen}}, nil).Wait()
	if err != nil {
		return 0, err
	}
	for n, uid := range found.AllUIDs() {
		if n == maxAtOnce {
			break
		}
		if err := i.one(ctx, c, uid); err != nil {
			return taken, err
		}
		taken++
	}
	return taken, nil
}

// open connects and signs in.
func (i *In) open(ctx context.Context) (*imapclient.Client, error) {
	address := net.JoinHostPort(i.Mailbox.Host, strconv.Itoa(i.Mailbox.Port))
	secure := &tls.Config{ServerName: i.Mailbox.Host, RootCAs: i.Mailbox.Roots, MinVersion: tls.VersionTLS12}
	line, err := (&net.Dialer{Timeout: patience}).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	options := &imapclient.Options{TLSConfig: secure}
	var c *imapclient.Client
	switch i.Mailbox.Security {
	case TLS:
		c = imapclient.New(tls.Client(line, secure), options)
	case Plain:
		c = imapclient.New(line, options)
	default:
		if c, err = imapclient.NewStartTLS(line, options); err != nil {
			_ = line.Close()
			return nil, err
		}
	}
	if err := c.Login(i.Mailbox.User, i.Mailbox.Password).Wait(); err != nil {
		_ = c.Close()
		return nil, fmt.Errorf("sign in: %w", err)
	}
	return c, nil
}

// one takes one letter in and marks it.
func (i *In) one(ctx context.Context, c *imapclient.Client, uid imap.UID) error {
	only := imap.UIDSetNum(uid)
	about, err := c.Fetch(only, &imap.FetchOptions{UID: true, InternalDate: true, RFC822Size: true}).Collect()
	if err != nil || len(about) == 0 {
		return err // or somebody took it away
	}
	part := &imap.FetchItemBodySection{Peek: true}
	whole := about[0].RFC822Size <= maxLetter
	if !whole {
		part.Partial = &imap.SectionPartial{Size: beginning}
	}
	got, err := c.Fetch(only, &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{part}}).Collect()
	if err != nil || len(got) == 0 {
		return err
	}
	flags := []imap.Flag{imap.FlagSeen}
	raw := got[0].FindBodySection(part)
	switch err := i.take(ctx, raw, about[0].InternalDate, whole); {
	case lasting(err):
		i.Log.Warn("a letter could not be taken in", "uid", uint32(uid), "error", err)
		flags = append(flags, imap.FlagFlagged)
	case err != nil:
		return err
	}
	return c.Store(only, &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: flags}, nil).Close()
}
