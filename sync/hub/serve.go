package hub

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"etabli/sync/attach"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// Limits of the sync port, before a connection has become a session.
const (
	headerTimeout  = 10 * time.Second
	requestTimeout = 30 * time.Second
	maxHeaderBytes = 8 << 10
	// shutdownTimeout is how long sessions have to say good-bye.
	shutdownTimeout = 5 * time.Second
)

// Serve takes devices on a listener, which it closes, until the context ends.
// It returns nil after an orderly end.
func (h *Hub) Serve(ctx context.Context, listener net.Listener) error {
	// Sessions outlive ctx for as long as they say good-bye.
	detached, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	var sessions drain
	mux := http.NewServeMux()
	mux.Handle("/enrol/", h.desk.Handler(h.o.Log))
	mux.HandleFunc("GET "+wire.SyncPath, func(w http.ResponseWriter, r *http.Request) {
		if conn, peer, ok := h.accept(w, r); ok {
			if !sessions.start(func() { h.serve(detached, conn, peer.Device, peer.Expired) }) {
				_ = conn.Close()
			}
		}
	})
	if h.o.Attachments != nil {
		mux.Handle("/attachment/", attach.Serve(h.o.Attachments, h.mayAttach, h.o.Log))
	}
	if h.o.Beside != nil {
		mux.HandleFunc(BesidePath, h.beside)
	}
	server := &http.Server{
		Handler:           mux,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       requestTimeout,
		WriteTimeout:      requestTimeout,
		IdleTimeout:       requestTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(h.o.Log.Handler(), slog.LevelDebug),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(tls.NewListener(listener, h.authority.ServerConfig())) }()
	select {
	case err := <-ended:
		cancel()
		sessions.wait()
		return fmt.Errorf("hub: serve %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	case <-h.quit:
	}
	sessions.close()
	h.goodbye(&sessions, cancel)
	stop, done := context.WithTimeout(context.Background(), shutdownTimeout)
	defer done()
	err := server.Shutdown(stop)
	if err != nil {
		err = errors.Join(err, server.Close())
	}
	if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// drain counts the sessions of one listener and takes no more once closed.
type drain struct {
	mu      sync.Mutex
	closed  bool
	running sync.WaitGroup
}

func (d *drain) start(fn func()) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.closed {
		d.running.Go(fn)
	}
	return !d.closed
}

func (d *drain) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
}

func (d *drain) wait() {
	d.close()
	d.running.Wait()
}

// goodbye lets sessions tell their devices, and ends them.
func (h *Hub) goodbye(sessions *drain, cancel context.CancelFunc) {
	h.mu.Lock()
	for r := range h.all {
		r.tell(End{wire.CodeClosing})
	}
	h.mu.Unlock()
	force := time.AfterFunc(shutdownTimeout, cancel)
	sessions.wait()
	force.Stop()
}

// beside lets a member that is admitted ask what is no exchange.
func (h *Hub) beside(w http.ResponseWriter, r *http.Request) {
	peer, err := h.authority.Identify(r.TLS)
	if err == nil && !peer.Expired {
		err = h.register.known(r.Context(), peer.Device)
	}
	if err != nil || peer.Expired {
		h.counters.refused.Add(1)
		h.o.Log.Info("stranger refused", "from", r.RemoteAddr, "path", r.URL.Path, "error", err)
		http.Error(w, http.StatusText(http.StatusForbidden), http.StatusForbidden)
		return
	}
	h.o.Beside(w, r, peer.Device)
}

// mayAttach tells whether a request comes from a device that may exchange
// attachments.
func (h *Hub) mayAttach(r *http.Request) bool {
	peer, err := h.authority.Identify(r.TLS)
	if err == nil && !peer.Expired {
		err = h.register.known(r.Context(), peer.Device)
	}
	return err == nil && !peer.Expired
}

// accept turns a request of a member into a connection.
func (h *Hub) accept(w http.ResponseWriter, r *http.Request) (wire.Conn, enrol.Peer, bool) {
	peer, err := h.authority.Identify(r.TLS)
	if err != nil {
		h.counters.refused.Add(1)
		h.o.Log.Info("stranger refused", "from", r.RemoteAddr, "error", err)
		wire.Refuse(w, wire.CodeCertificate)
		return nil, peer, false
	}
	conn, err := wire.Accept(w, r, h.o.Now)
	if err != nil {
		h.o.Log.Info("connection not taken", "device", peer.ID, "error", err)
		return nil, peer, false
	}
	return conn, peer, true
}
