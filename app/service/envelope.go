package service

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"

	"etabli/app/domain/fault"
	"etabli/storage/journal"
)

// envelope is what the JSON of every command may say of the call itself.
type envelope struct {
	ID    *journal.CommandID
	Staff *journal.EntityID
}

// part is where a field of the envelope goes; nil for a field of the command.
func (e *envelope) part(name string) any {
	switch name {
	case "command_id":
		return &e.ID
	case "staff":
		return &e.Staff
	}
	return nil
}

// open takes the envelope off the JSON of a command.
func (a *App) open(raw []byte) (Call, []byte, error) {
	if err := checkSize(raw); err != nil {
		return Call{}, nil, err
	}
	if !utf8.Valid(raw) {
		return Call{}, nil, fault.New(fault.BadText, "")
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		raw = []byte("{}")
	}
	if !json.Valid(raw) {
		return Call{}, nil, malformed("", "json")
	}
	env, rest, err := split(raw)
	if err != nil {
		return Call{}, nil, err
	}
	call, err := a.NewCall(journal.EntityID{})
	if err != nil {
		return Call{}, nil, err
	}
	if env.ID != nil {
		call.ID = *env.ID
	}
	if call.ID.IsZero() {
		return Call{}, nil, malformed("command_id", "identifier")
	}
	if env.Staff != nil {
		call.Staff = *env.Staff
	}
	return call, rest, nil
}

// As names who does it in the JSON of a command. Where the JSON names somebody already the
// field is there twice, and refused as that.
func As(staff string, raw []byte) ([]byte, error) {
	rest, isObject := bytes.CutPrefix(bytes.TrimSpace(raw), []byte("{"))
	switch {
	case staff == "" || !isObject && len(rest) > 0:
		return raw, nil
	case !isObject:
		rest = []byte("}")
	}
	named, err := json.Marshal(staff)
	if err != nil {
		return nil, fmt.Errorf("name who does it: %w", err)
	}
	if !bytes.HasPrefix(bytes.TrimSpace(rest), []byte("}")) {
		named = append(named, ',')
	}
	return slices.Concat([]byte(`{"staff":`), named, rest), nil
}

// split reads the envelope and leaves the command's own fields as they were
// written, so that the strict decoder sees them.
func split(raw []byte) (envelope, []byte, error) {
	var env envelope
	rest := bytes.NewBufferString("{")
	err := eachField(raw, "", func(name string, value []byte) error {
		if into := env.part(name); into != nil {
			if err := json.Unmarshal(value, into); err != nil {
				return malformed(name, "identifier").Because(err)
			}
			return nil
		}
		quoted, err := json.Marshal(name)
		if err != nil {
			return err
		}
		if rest.Len() > 1 {
			rest.WriteByte(',')
		}
		rest.Write(quoted)
		rest.WriteByte(':')
		rest.Write(value)
		return nil
	})
	rest.WriteByte('}')
	return env, rest.Bytes(), err
}
