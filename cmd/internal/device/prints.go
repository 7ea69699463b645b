package device

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"maps"
	"path/filepath"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/printing/folder"
	"etabli/printing/ipp"
	"etabli/printing/raw"
	"etabli/printing/spool"
	"etabli/storage/blob"
)

// spoolDir holds documents that wait to be printed, sealed.
const spoolDir = "spool"

// ippPatience bounds how long an IPP printer may take to answer.
const ippPatience = 20 * time.Second

// Prints opens the print queue; maker makes its documents.
func (d *Device) Prints(ctx context.Context, maker spool.Maker) (*spool.Queue, error) {
	payloads, err := blob.Open(filepath.Join(d.dir, spoolDir), blob.Key(d.vault.SpoolKey()))
	if err != nil {
		return nil, Explain(err)
	}
	ways := map[string]spool.Way{
		spool.WayIPP: ipp.Way{Client: ipp.NewClient(ippPatience)}, spool.WayFolder: folder.Way{},
		spool.WayRaw: raw.Network(raw.Usual), spool.WayDevice: raw.Device(raw.Usual),
	}
	maps.Copy(ways, systemWays())
	known, err := d.Profiles()
	if err != nil {
		return nil, err
	}
	q, err := spool.Open(ctx, spool.Options{
		Store: d.store, Payloads: payloads, Maker: maker, Now: d.now, Random: rand.Reader, Log: d.log,
		Ways: ways, Profiles: known,
	})
	return q, ExplainPrint(err)
}

// Logger is where what nobody waits for is written.
func (d *Device) Logger() *slog.Logger { return d.log }

// ExplainPrint makes an error of the print queue one that people are told.
func ExplainPrint(err error) error {
	var known *fault.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return service.Explain(err)
}

// ForgetPrints destroys the documents that wait about somebody who was erased.
func (d *Device) ForgetPrints(ctx context.Context, q *spool.Queue) error {
	gone, err := d.erasedSubjects(ctx)
	if err != nil {
		return err
	}
	for _, j := range q.Overview().Jobs {
		if raw, err := hex.DecodeString(j.Order.Entity); err == nil && gone[string(raw)] {
			if err := q.Erase(ctx, j.Order.Entity); err != nil {
				return err
			}
		}
	}
	return nil
}
