package device

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"etabli/app/domain/fault"
	"etabli/storage/durable"
	"etabli/storage/journal"
	"etabli/sync/attach"
	"etabli/sync/enrol"
	"etabli/sync/meet"
	"etabli/sync/wire"
)

// The faults of the local network.
const (
	PeerUnreachable fault.Code = "peer_unreachable" // args: address
	PeerRefused     fault.Code = "peer_refused"     // args: address, reason
	PeerStranger    fault.Code = "peer_stranger"    // args: address
)

// neighboursFile holds nothing private.
const neighboursFile = "neighbours.json"

// Neighbours are how other devices of the site are reached over the local
// network.
type Neighbours struct {
	Listen string   `json:"listen,omitempty"` // host:port where this one is reached
	With   []string `json:"with,omitempty"`   // addresses of others
}

// Neighbours are those that were named last.
func (d *Device) Neighbours() (n Neighbours, err error) {
	raw, err := os.ReadFile(filepath.Join(d.dir, neighboursFile))
	if errors.Is(err, fs.ErrNotExist) {
		return n, nil
	}
	if err == nil && json.Unmarshal(raw, &n) != nil {
		return Neighbours{}, nil // they are named anew
	}
	return n, err
}

// KeepNeighbours remembers how others are reached.
func (d *Device) KeepNeighbours(n Neighbours) error {
	raw, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return durable.WriteFile(filepath.Join(d.dir, neighboursFile), raw)
}

// Met is what an exchange over the local network brought.
type Met struct {
	With string `json:"with"`
	New  int    `json:"new"`
	attach.Progress
}

// counted is a journal that counts what another device brought.
type counted struct {
	*journal.Log
	fresh atomic.Int64
}

// TakeIn takes in and counts.
func (c *counted) TakeIn(ctx context.Context, b journal.Brought) (journal.Received, error) {
	sum, err := c.Log.TakeIn(ctx, b)
	c.fresh.Add(int64(sum.New))
	return sum, err
}

// lan makes the exchange over the local network.
func (d *Device) lan(log meet.Log) *meet.LAN {
	own := d.fellow()
	own.Log = log
	return &meet.LAN{
		Device: own, Member: d.member, Log: d.log,
		Beside: attach.Serve(d.blobs, d.mayAttach, d.log), BesidePath: attach.Path,
	}
}

func (d *Device) mayAttach(r *http.Request) bool {
	_, err := d.member.Fellow(r.TLS)
	return err == nil
}

// MeetAt exchanges with the device at an address until both have what the other
// had, attachments last.
func (d *Device) MeetAt(ctx context.Context, address string) (out Met, err error) {
	if d.member == nil {
		return out, fault.New(NotEnrolled, "")
	}
	log := &counted{Log: d.Log}
	with, err := d.lan(log).Once(ctx, address)
	if err != nil {
		return out, explainPeer(err, address)
	}
	out.With, out.New = with.Site+with.Code, int(log.fresh.Load())
	out.Progress, err = d.attachWith(address).Once(ctx)
	if errors.Is(err, attach.ErrUnanswered) {
		err = explainPeer(wire.ErrUnreachable, address)
	}
	return out, err
}

func (d *Device) attachWith(address string) *attach.Worker {
	return attach.NewWorker(attach.Options{
		Store: d.blobs, Address: func() string { return address },
		TLS: func() *tls.Config { return d.member.PeerConfig() }, Blobs: d.namedBlobs,
	})
}

// Share exchanges with others over the local network, live, until ctx ends. It
// closes the listener, which may be nil.
func (d *Device) Share(ctx context.Context, listener net.Listener, with []string) error {
	if d.member == nil {
		return fault.New(NotEnrolled, "")
	}
	lan := d.lan(d.Log)
	lan.Met = d.attachWhile
	var all sync.WaitGroup
	for _, address := range with {
		all.Go(func() { lan.Keep(ctx, address) })
	}
	var err error
	if listener != nil {
		err = lan.Serve(ctx, listener)
	}
	all.Wait()
	return err
}

// ShareAsNamed is Share with the neighbours that were named last; without any it
// returns at once.
func (d *Device) ShareAsNamed(ctx context.Context) {
	n, err := d.Neighbours()
	var listener net.Listener
	if err == nil && n.Listen != "" && d.member != nil {
		listener, err = net.Listen("tcp", n.Listen)
	}
	if err != nil {
		d.log.Warn("neighbours cannot reach this device", "error", err)
		listener = nil
	}
	if d.member == nil {
		return
	}
	if err := d.Share(ctx, listener, n.With); err != nil {
		d.log.Warn("exchange with neighbours ended", "error", err)
	}
}

// attachWhile exchanges attachments with a device that this one has dialled.
func (d *Device) attachWhile(ctx context.Context, _ enrol.Device, address string) {
	if address == "" {
		return // the other side does it
	}
	wake := make(chan struct{}, 1)
	stop := d.Log.Watch(func([]journal.Entity) {
		select {
		case wake <- struct{}{}:
		default: // it will look anyway
		}
	})
	defer stop()
	d.attachWith(address).Run(ctx, wake)
}

// explainPeer turns an error of the local network into a fault.
func explainPeer(err error, address string) error {
	var refused *wire.RefusedError
	switch {
	case errors.As(err, &refused):
		return fault.New(PeerRefused, "", "address", address, "reason", refused.Code.String()).Because(err)
	case errors.Is(err, enrol.ErrForeignCertificate), errors.Is(err, enrol.ErrOtherSite), errors.Is(err, enrol.ErrRevoked),
		errors.Is(err, wire.ErrNotHQ):
		return fault.New(PeerStranger, "", "address", address).Because(err)
	case errors.Is(err, wire.ErrUnreachable), errors.Is(err, meet.ErrBroken):
		return fault.New(PeerUnreachable, "", "address", address).Because(err)
	}
	return err
}
