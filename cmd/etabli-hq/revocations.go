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
}

// noteRevocation appends to the list; it is on disk when it returns. It begins a
// line of its own, because the one before may have been cut short.
func noteRevocation(dir string, id enrol.DeviceID, atMS int64) error {
	line, err := json.Marshal(revocation{id, atMS})
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

// readRevocations reads the list. A line that was cut short by a power failure
// names nobody.
func readRevocations(dir string) (map[enrol.DeviceID]int64, error) {
	out := map[enrol.DeviceID]int64{}
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
			out[r.Device] = r.AtMS
		}
	}
	return out, lines.Err()
}
