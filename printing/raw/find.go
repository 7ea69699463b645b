package raw

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Port is where network printers take documents as they are.
const Port = 9100

// The limits of a search: how long one address may take, how many are tried at a
// time, and how many there may be in all.
const (
	knock       = 400 * time.Millisecond
	knockers    = 64
	mostHomes   = 512
	networkBits = 24 // of a network that is larger, the part around this computer
)

// Neighbours are the addresses around this computer in its private networks.
func Neighbours() []netip.AddrPort {
	list, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var out []netip.AddrPort
	for _, a := range list {
		at, ok := a.(*net.IPNet)
		if !ok || !at.IP.IsPrivate() || at.IP.To4() == nil {
			continue
		}
		self, _ := netip.AddrFromSlice(at.IP.To4())
		bits, _ := at.Mask.Size()
		for _, near := range around(self, max(bits, networkBits)) {
			out = append(out, netip.AddrPortFrom(near, Port))
		}
	}
	return out[:min(len(out), mostHomes)]
}

// around lists the addresses of a network but one's own.
func around(self netip.Addr, bits int) (out []netip.Addr) {
	whole, err := self.Prefix(bits)
	if err != nil {
		return nil
	}
	for at := whole.Addr().Next(); whole.Contains(at); at = at.Next() {
		if at != self {
			out = append(out, at)
		}
	}
	return out
}

// Find tells which addresses take a connection; nothing is sent. The answers are
// host:port, in the order of the addresses.
func Find(ctx context.Context, among []netip.AddrPort) []string {
	found := make([]bool, len(among))
	work := make(chan int)
	var all sync.WaitGroup
	for range min(knockers, len(among)) {
		all.Go(func() {
			for i := range work {
				d := net.Dialer{Timeout: knock}
				if conn, err := d.DialContext(ctx, "tcp", among[i].String()); err == nil {
					found[i] = conn.Close() == nil
				}
			}
		})
	}
	for i := range among {
		if ctx.Err() != nil {
			break
		}
		work <- i
	}
	close(work)
	all.Wait()
	var out []string
	for i, at := range among {
		if found[i] {
			out = append(out, net.JoinHostPort(at.Addr().String(), strconv.Itoa(int(at.Port()))))
		}
	}
	return slices.Compact(out)
}
