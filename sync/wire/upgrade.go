package wire

import (
	"bufio"
	"cmp"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// SyncPath is where HQ's sync port takes connections of devices.
const SyncPath = "/sync/1"

const (
	protocolName = "etabli/1"
	codeHeader   = "Etabli-Code"
	dialTimeout  = 20 * time.Second
)

// DialOptions say how HQ is reached.
type DialOptions struct {
	Address string // host:port
	Path    string // SyncPath when empty
	TLS     *tls.Config
	Now     func() time.Time
	// Dial opens the network connection; nil for TCP.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Dial connects to HQ. Errors: ErrUnreachable, ErrNotHQ, *RefusedError.
func Dial(ctx context.Context, o DialOptions) (Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	dial := o.Dial
	if dial == nil {
		dial = (&net.Dialer{}).DialContext
	}
	raw, err := dial(ctx, "tcp", o.Address)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrUnreachable, o.Address, err)
	}
	config := o.TLS.Clone()
	if host, _, err := net.SplitHostPort(o.Address); err == nil && config.ServerName == "" {
		config.ServerName = host
	}
	conn := tls.Client(raw, config)
	stop := closeOn(ctx, raw)
	defer stop()
	c, err := upgradeClient(ctx, conn, o)
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return c, nil
}

func upgradeClient(ctx context.Context, conn *tls.Conn, o DialOptions) (Conn, error) {
	if err := conn.HandshakeContext(ctx); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrUnreachable, o.Address, err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+o.Address+cmp.Or(o.Path, SyncPath), nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	request.Header.Set("Connection", "Upgrade")
	request.Header.Set("Upgrade", protocolName)
	if err := request.Write(conn); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrUnreachable, o.Address, err)
	}
	source := bufio.NewReaderSize(conn, bufferBytes)
	response, err := http.ReadResponse(source, request)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrUnreachable, o.Address, err)
	}
	if response.StatusCode != http.StatusSwitchingProtocols {
		return nil, notSwitched(response)
	}
	return newConn(conn, source, o.Now)
}

func notSwitched(response *http.Response) error {
	code, err := strconv.ParseUint(response.Header.Get(codeHeader), 10, 16)
	_ = response.Body.Close()
	if err != nil || code == 0 {
		return fmt.Errorf("%w: status %d", ErrNotHQ, response.StatusCode)
	}
	return &RefusedError{Code: Code(code)}
}

// Refuse answers a request for a connection with a code.
func Refuse(w http.ResponseWriter, code Code) {
	status := http.StatusForbidden
	if !code.Permanent() {
		status = http.StatusServiceUnavailable
	}
	w.Header().Set(codeHeader, strconv.Itoa(int(code)))
	http.Error(w, code.String(), status)
}

// Accept turns a request into a connection. After an error it has answered.
func Accept(w http.ResponseWriter, r *http.Request, now func() time.Time) (Conn, error) {
	if !strings.EqualFold(r.Header.Get("Upgrade"), protocolName) {
		w.Header().Set("Upgrade", protocolName)
		http.Error(w, "upgrade required", http.StatusUpgradeRequired)
		return nil, fmt.Errorf("%w: upgrade to %q", ErrMalformed, r.Header.Get("Upgrade"))
	}
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		Refuse(w, CodeInternal)
		return nil, fmt.Errorf("wire: accept: %T does not hand over its connection", w)
	}
	conn, buffered, err := hijacker.Hijack()
	if err != nil {
		return nil, fmt.Errorf("wire: accept: %w", err)
	}
	err = conn.SetDeadline(now().Add(IdleTimeout))
	if err == nil {
		_, err = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: "+protocolName+"\r\n\r\n")
	}
	if err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("wire: accept: %w", err)
	}
	return newConn(conn, buffered.Reader, now)
}
