package meet

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"time"

	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// Path is where a device takes connections of others of its site.
const Path = "/meet/1"

// Times of the local network.
const (
	headerTimeout = 10 * time.Second
	firstPause    = 500 * time.Millisecond
	longestPause  = 30 * time.Second
	tickEvery     = 100 * time.Millisecond
)

// LAN exchanges with other devices of the site over the local network. Its
// methods may be called from several goroutines.
type LAN struct {
	Device *Device
	Member *enrol.Member
	Log    *slog.Logger
	// Beside serves what goes beside the entries, such as attachments, under a
	// path of its own; nothing when nil.
	Beside     http.Handler
	BesidePath string
	// Met is told of every device that a connection came about with, and its
	// address when this side dialled; it returns when the connection is over.
	Met func(ctx context.Context, with enrol.Device, address string)

	mu      sync.Mutex
	talking map[enrol.DeviceID]bool
}

// Serve takes other devices on a listener, which it closes, until the context
// ends.
func (l *LAN) Serve(ctx context.Context, listener net.Listener) error {
	var talks sync.WaitGroup
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Path, func(w http.ResponseWriter, r *http.Request) {
		with, err := l.Member.Fellow(r.TLS)
		if err != nil {
			l.Log.Info("stranger refused", "from", r.RemoteAddr, "error", err)
			wire.Refuse(w, refusal(err))
			return
		}
		if !l.begin(with.ID) {
			wire.Refuse(w, wire.CodeBusy)
			return
		}
		conn, err := wire.Accept(w, r, l.Device.Now)
		if err != nil {
			l.end(with.ID)
			return
		}
		talks.Go(func() {
			defer l.end(with.ID)
			l.logged(with, l.talk(ctx, conn, with, "", false))
		})
	})
	if l.Beside != nil {
		mux.Handle(l.BesidePath, l.Beside)
	}
	server := &http.Server{
		Handler: mux, ReadHeaderTimeout: headerTimeout, MaxHeaderBytes: 8 << 10,
		ErrorLog: slog.NewLogLogger(l.Log.Handler(), slog.LevelDebug),
	}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	err := server.Serve(tls.NewListener(listener, l.Member.PeerConfig()))
	talks.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("meet: serve %s: %w", listener.Addr(), err)
}

// refusal is what a device that may not exchange is told.
func refusal(err error) wire.Code {
	switch {
	case errors.Is(err, enrol.ErrRevoked):
		return wire.CodeRevoked
	case errors.Is(err, enrol.ErrOtherSite):
		return wire.CodeUnknownDevice
	}
	return wire.CodeCertificate
}

// begin notes a talk with a device; there is one at a time.
func (l *LAN) begin(id enrol.DeviceID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.talking[id] {
		return false
	}
	if l.talking == nil {
		l.talking = map[enrol.DeviceID]bool{}
	}
	l.talking[id] = true
	return true
}

func (l *LAN) end(id enrol.DeviceID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.talking, id)
}

func (l *LAN) logged(with enrol.Device, err error) {
	if err != nil {
		l.Log.Info("exchange with another device ended", "device", with.Site+with.Code, "error", err)
	}
}

// Once exchanges with the device at an address until both have what the other
// had.
func (l *LAN) Once(ctx context.Context, address string) (with enrol.Device, err error) {
	return l.dial(ctx, address, true)
}

// Keep exchanges with the device at an address, live, until the context ends. It
// tries again for ever, less and less often.
func (l *LAN) Keep(ctx context.Context, address string) {
	for pause := firstPause; ctx.Err() == nil; pause = min(2*pause, longestPause) {
		began := l.Device.Now()
		with, err := l.dial(ctx, address, false)
		l.logged(with, err)
		if l.Device.Now().Sub(began) > longestPause {
			pause = firstPause // it had come about
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause/2 + rand.N(pause)/2):
		}
	}
}

func (l *LAN) dial(ctx context.Context, address string, once bool) (with enrol.Device, err error) {
	config := l.Member.PeerConfig()
	config.VerifyConnection = func(state tls.ConnectionState) error {
		with, err = l.Member.Fellow(&state)
		return err
	}
	conn, err := wire.Dial(ctx, wire.DialOptions{Address: address, Path: Path, TLS: config, Now: l.Device.Now})
	if err != nil {
		return with, err
	}
	if !l.begin(with.ID) {
		return with, errors.Join(fmt.Errorf("%w: %s", errTalking, address), conn.Close())
	}
	defer l.end(with.ID)
	return with, l.talk(ctx, conn, with, address, once)
}

// errTalking says that an exchange with the device runs already.
var errTalking = errors.New("meet: already in exchange with this device")
