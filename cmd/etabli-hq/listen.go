package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
)

// listeners are what HQ is reached by.
type listeners struct {
	devices, customers, local net.Listener
	programs, watchers        net.Listener // nil when none are let in
}

// listen opens every address that HQ serves, or none of them.
func (c *serveCmd) listen(dir string) (at listeners, err error) {
	defer func() {
		if err != nil {
			at.close()
		}
	}()
	if at.devices, err = listenTCP("listen", c.Listen); err != nil {
		return at, err
	}
	if at.customers, err = listenTCP("portal", c.Portal); err != nil {
		return at, err
	}
	if at.local, err = listenLocal(filepath.Join(dir, socket)); err != nil {
		return at, fmt.Errorf("listen for commands: %w", err)
	}
	if c.API != "" {
		if at.programs, err = listenTCP("api", c.API); err != nil {
			return at, err
		}
	}
	if c.Metrics != "" {
		at.watchers, err = listenTCP("metrics", c.Metrics)
	}
	return at, err
}

// close closes what is open; closing twice does no harm.
func (at listeners) close() {
	for _, l := range []net.Listener{at.devices, at.customers, at.local, at.programs, at.watchers} {
		if l != nil {
			_ = l.Close()
		}
	}
}

// listenTCP opens the address that a flag gives.
func listenTCP(flag, address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fault.New(cli.AddressTaken, flag, "address", address).Because(err)
	}
	return l, nil
}

// reachable is how devices of the same network call an address: a server that
// listens everywhere is named by the first of its own addresses.
func reachable(at net.Addr) string {
	tcp, ok := at.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return at.String()
	}
	host := "127.0.0.1"
	addresses, err := net.InterfaceAddrs()
	if err == nil {
		for _, a := range addresses {
			if n, ok := a.(*net.IPNet); ok && !n.IP.IsLoopback() && n.IP.To4() != nil {
				host = n.IP.String()
				break
			}
		}
	}
	return net.JoinHostPort(host, strconv.Itoa(tcp.Port))
}

// listenLocal opens the socket for the other subcommands. A socket that an
// ended server left is replaced; the store's own lock keeps two servers apart.
func listenLocal(path string) (net.Listener, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	return l, os.Chmod(path, 0o600)
}
