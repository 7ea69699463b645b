package tillarchive

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"etabli/app/domain/till"
)

// shows tells whether what is read in a line is the record that its bytes are. An
// earlier version shows nothing of what it did not know, and a record of its time has
// nothing there.
func shows(shown json.RawMessage, rec till.Record) bool {
	again, err := json.Marshal(rec)
	if err != nil || bytes.Equal(again, shown) {
		return err == nil
	}
	var read till.Record
	strict := json.NewDecoder(bytes.NewReader(shown))
	strict.DisallowUnknownFields()
	if strict.Decode(&read) != nil {
		return false
	}
	once, err := json.Marshal(read)
	return err == nil && bytes.Equal(again, once) && !twice(shown)
}

// twice tells whether an object says one thing two times: people read the first, and
// programs the last.
func twice(raw []byte) bool {
	d := json.NewDecoder(bytes.NewReader(raw))
	type level struct {
		object, value bool
		seen          map[string]bool
	}
	var open []level
	for {
		token, err := d.Token()
		if err != nil {
			return err != io.EOF
		}
		at := len(open) - 1
		if delim, ok := token.(json.Delim); ok && (delim == '}' || delim == ']') {
			open = open[:at]
			continue
		}
		if at >= 0 && open[at].object {
			if name, ok := token.(string); ok && !open[at].value {
				if open[at].seen[strings.ToLower(name)] {
					return true
				}
				open[at].seen[strings.ToLower(name)], open[at].value = true, true
				continue
			}
			open[at].value = false
		}
		if delim, ok := token.(json.Delim); ok {
			open = append(open, level{object: delim == '{', seen: map[string]bool{}})
		}
	}
}
