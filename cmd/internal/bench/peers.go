package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// writeTickets writes what a device takes in as documents of one line each, so that
// another program can do the same work.
func writeTickets(path string, n int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	out := json.NewEncoder(f)
	for i := range n {
		if err := out.Encode(ticket(i)); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return f.Close()
}

// peers adds a figure beside that of another program on the same tickets, when there is
// one: how many times less ours is.
func (b *bench) peers(name string, ours float64, unit, key, wanted, beside string) {
	theirs := map[string]any{}
	if raw, err := os.ReadFile(b.peer); b.peer != "" && err == nil {
		_ = json.Unmarshal(raw, &theirs) // what is not there is not compared
	}
	if other, ok := theirs[key].(float64); ok && ours > 0 && theirs["tickets"] == float64(b.sizes.Tickets) {
		beside += fmt.Sprintf("; %v: %s %s, %s times ours (wanted: %s)", theirs["peer"], number(other), unit, number(other/ours), wanted)
	}
	b.report.said(name, ours, unit, beside)
}
