package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
	"etabli/storage/vault"
	"etabli/sync/enrol"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

type handInCmd struct {
	Folder      string `arg:"" type:"existingdir" help:"A copy of the device's folder: vault and outbox are enough."`
	RecoveryKey string `help:"The device's printed recovery key, when its key was in a keyring."`
}

// HandedIn is what became of a hand-in.
type HandedIn struct {
	Device  string   `json:"device"`
	Entries int      `json:"entries"` // found in the outbox
	Placed  int      `json:"placed"`  // that HQ did not have
	Refused []string `json:"refused"` // runs that HQ does not take, and why
	Damaged []string `json:"damaged"` // segments that cannot be read to their end
}

// handInPart is one request: a run of entries of one chain.
type handInPart struct {
	Device  enrol.DeviceID   `json:"device"`
	Site    string           `json:"site"`
	Chain   journal.ChainID  `json:"chain"`
	From    uint64           `json:"from"`
	Before  journal.Digest   `json:"before"`
	Entries [][]byte         `json:"entries"`
	Keys    []journal.KeyRow `json:"keys"`
}

const handInEntries = 200

// Run hands in what the outbox of a device holds, whether or not the device is
// still admitted. What HQ has already changes nothing.
func (c *handInCmd) Run(r *run) error {
	who, runs, damaged, err := c.read()
	if err != nil {
		return err
	}
	out := HandedIn{Device: who.Site + who.Code, Refused: []string{}, Damaged: append([]string{}, damaged...)}
	for _, run := range runs {
		out.Entries += len(run.Entries)
		placed, refused, err := c.send(r, who, run)
		if err != nil {
			return err
		}
		out.Placed += placed
		if refused != "" {
			out.Refused = append(out.Refused, fmt.Sprintf("%s: %s", journal.Ref{Chain: run.Chain, Seq: run.First}, refused))
		}
	}
	return r.Answer(out, func(w io.Writer) {
		fmt.Fprintln(w, r.Words.T("hq.handed_in", "device", out.Device, "entries", fmt.Sprint(out.Entries), "placed", fmt.Sprint(out.Placed)))
		for _, line := range append(out.Refused, out.Damaged...) {
			fmt.Fprintln(w, line)
		}
	})
}

// read opens the device's vault and its outbox.
func (c *handInCmd) read() (who enrol.Device, runs []journal.OutboxRun, damaged []string, err error) {
	at := filepath.Join(c.Folder, "vault")
	if _, err := os.Stat(at); err != nil {
		return who, nil, nil, fault.New(device.NoStore, "folder").Because(err)
	}
	var v *vault.Vault
	if c.RecoveryKey != "" {
		v, err = recoverVault(at, c.RecoveryKey)
	} else {
		v, err = device.OpenVault(at, device.PassphraseFromEnv)
	}
	if err != nil {
		return who, nil, nil, err
	}
	member, err := enrol.OpenMember(v)
	if errors.Is(err, enrol.ErrNotEnrolled) {
		return who, nil, nil, fault.New(device.NotEnrolled, "folder").Because(err)
	}
	if err != nil {
		return who, nil, nil, err
	}
	runs, damaged, err = journal.ReadOutbox(filepath.Join(c.Folder, "outbox"), journal.Key(v.OutboxKey()))
	return member.Identity().Device, runs, damaged, err
}

func (c *handInCmd) send(r *run, who enrol.Device, run journal.OutboxRun) (placed int, refused string, err error) {
	for at := 0; at < len(run.Entries); at += handInEntries {
		part := handInPart{
			Device: who.ID, Site: who.Site, Chain: run.Chain, From: run.First + uint64(at),
			Entries: run.Entries[at:min(len(run.Entries), at+handInEntries)],
		}
		if at == 0 {
			part.Before, part.Keys = run.Before, run.Keys
		}
		body, err := json.Marshal(part)
		if err != nil {
			return placed, "", err
		}
		var out struct {
			Placed  int    `json:"placed"`
			Refused string `json:"refused"`
		}
		if err := r.ask(http.MethodPost, "/hand-in", body, &out); err != nil {
			return placed, "", err
		}
		if placed += out.Placed; out.Refused != "" {
			return placed, out.Refused, nil
		}
	}
	return placed, "", nil
}

// handIn orders what a person hands in.
func (a *admin) handIn(r *http.Request) (any, error) {
	var in handInPart
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return nil, fault.New(fault.Malformed, "", "expected", "json").Because(err)
	}
	before, err := a.hq.hub.Head(r.Context())
	if err != nil {
		return nil, err
	}
	work := hub.HandIn{Device: in.Device, Site: in.Site, Chain: in.Chain, From: in.From, Before: in.Before, Entries: in.Entries}
	for _, k := range in.Keys {
		work.Keys = append(work.Keys, wire.KeyRow{Subject: k.Subject, Purpose: k.Purpose, Key: k.Key})
	}
	verdict, err := a.hq.hub.HandIn(r.Context(), work)
	if err != nil {
		return nil, err
	}
	after, err := a.hq.hub.Head(r.Context())
	out := map[string]any{"placed": after.Position - before.Position, "refused": ""}
	switch {
	case verdict.Refused != wire.CodeNone:
		out["refused"] = verdict.Refused.String()
	case verdict.Held > verdict.Seq:
		out["refused"] = wire.CodeHeld.String()
	}
	return out, err
}
