package raw_test

import (
	"net"
	"net/netip"
	"slices"
	"testing"

	"etabli/printing/raw"
)

func TestPrintersOfTheNetworkAreFoundWithoutSendingThemAnything(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	heard := make(chan int, 1)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		n, _ := conn.Read(make([]byte, 8))
		heard <- n
	}()
	there := l.Addr().(*net.TCPAddr).AddrPort()
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := gone.Addr().(*net.TCPAddr).AddrPort()
	gone.Close()
	got := raw.Find(t.Context(), []netip.AddrPort{nobody, there})
	if !slices.Equal(got, []string{there.String()}) {
		t.Errorf("found %q, want %q", got, there)
	}
	if n := <-heard; n != 0 {
		t.Errorf("%d bytes were sent", n)
	}
}

func TestOnlyPrivateNeighboursAreAsked(t *testing.T) {
	list := raw.Neighbours()
	for _, at := range list {
		if !at.Addr().IsPrivate() || at.Port() != raw.Port {
			t.Errorf("%v is no neighbour", at)
		}
	}
	if len(list) > 512 {
		t.Errorf("%d addresses are too many", len(list))
	}
}
