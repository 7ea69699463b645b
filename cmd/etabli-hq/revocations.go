package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"etabli/storage/durable"
	"etabli/sync/enrol"
)

// revocationsFile lists revocations outside the store, so that a store that goes
// back to a backup does not admit again whom it had sent away.
const revocationsFile = "revocations"

// revocation is one line of the file.
type revocation struct {
	Device enrol.DeviceID `json:"device"`
	AtMS   int64          `json:"at_ms"`
	By     string         `json:"by,omitempty"` // id of the member of staff who asked
	Why    string         `json:"why,omitempty"`
}

// noteRevocation appends to the list; it is on disk when it returns. It begins a
// line of its own, because the one before may have been cut short.
func noteRevocation(dir string, r revocation) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, revocationsFile), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "\n%s\n", line)
	return errors.Join(err, f.Sync(), f.Close(), durable.SyncFolder(dir))
}

// readRevocations is when each of the list was revoked.
func readRevocations(dir string) (map[enrol.DeviceID]int64, error) {
	list, err := listRevocations(dir)
	out := map[enrol.DeviceID]int64{}
	for id, r := range list {
		out[id] = r.AtMS
	}
	return out, err
}

// listRevocations reads the list. A line that was cut short by a power failure
// names nobody.
func listRevocations(dir string) (map[enrol.DeviceID]revocation, error) {
	out := map[enrol.DeviceID]revocation{}
	f, err := os.Open(filepath.Join(dir, revocationsFile))
	if errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, fmt.Errorf("revocations: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var r revocation
		if json.Unmarshal(lines.Bytes(), &r) == nil && r.AtMS != 0 {
			out[r.Device] = r
		}
	}
	return out, lines.Err()
}
