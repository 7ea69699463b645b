package main

import (
	"fmt"
	"io"

	"etabli/app/domain/receipt"
	"etabli/cmd/internal/device"
)

type checkReceiptCmd struct {
	Code string `arg:"" help:"The proof on the receipt, scanned or typed: ETB1:…"`
}

// checked is what a receipt proves, and whether its file is on this device.
type checked struct {
	Number string `json:"number"`
	Site   string `json:"site"`
	Day    string `json:"day"`
	Known  bool   `json:"known"`
	Status string `json:"status,omitempty"`
}

// Run verifies the proof of a receipt with no network.
func (c *checkReceiptCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		proof, err := d.CheckReceipt(c.Code)
		if err != nil {
			return err
		}
		answer := checked{Number: proof.Number, Site: proof.Site, Day: proof.Day.String()}
		if err := c.look(r, d, proof, &answer); err != nil {
			return err
		}
		return r.Answer(answer, func(w io.Writer) {
			fmt.Fprintln(w, r.Words.T("ctl.receipt.genuine", "number", proof.Number, "site", proof.Site, "date", r.Words.Date(answer.Day)))
			if answer.Known {
				fmt.Fprintln(w, r.Words.T("ctl.receipt.known", "status", r.Words.T("status."+answer.Status)))
			} else {
				fmt.Fprintln(w, r.Words.T("ctl.receipt.away"))
			}
		})
	})
}

// look finds the file, when it is on this device already.
func (c *checkReceiptCmd) look(r *run, d *device.Device, proof receipt.Proof, answer *checked) error {
	ids, err := d.App.Find(r.ctx, proof.Number)
	if err != nil || len(ids) == 0 {
		return err
	}
	file, err := d.App.Repair(r.ctx, ids[0])
	if err != nil {
		return err
	}
	answer.Known, answer.Status = true, string(file.Status)
	return nil
}
