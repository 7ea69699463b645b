package device

import (
	"bytes"
	"context"
	"crypto/tls"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/attach"
)

// Attachments makes the exchange of attachments with HQ; nil in a shop alone.
// OnlySmall says whether full pictures should wait, because the line is metered;
// nil never says so.
func (d *Device) Attachments(onlySmall func() bool) *attach.Worker {
	if d.member == nil {
		return nil
	}
	return attach.NewWorker(attach.Options{
		Store:   d.blobs,
		Address: func() string { return d.member.Identity().Address },
		TLS:     func() *tls.Config { return d.member.ClientConfig() },
		Blobs:   d.namedBlobs, OnlySmall: onlySmall,
	})
}

// namedBlobs lists the blobs that entries on this device name.
func (d *Device) namedBlobs(ctx context.Context) (list []attach.Blob, err error) {
	err = d.Log.View(ctx, func(r storage.Reader) error {
		list = nil
		return d.Views.EachBlob(r, func(_ journal.Ref, hash []byte, small bool) error {
			list = append(list, attach.Blob{Hash: bytes.Clone(hash), Small: small})
			return nil
		})
	})
	return list, err
}
