package repair

import (
	"encoding/hex"
	"encoding/json"
)

// attachmentForm is an attachment as answers spell it: by the names that commands
// take, so that what was answered can be typed again.
type attachmentForm struct {
	Role  string `json:"role"`
	Hash  string `json:"hash"`
	Size  int64  `json:"size"`
	Type  string `json:"type"`
	Thumb string `json:"thumb,omitempty"`
}

// MarshalJSON spells hashes in hexadecimal digits.
func (a Attachment) MarshalJSON() ([]byte, error) {
	return json.Marshal(attachmentForm{a.Role, hex.EncodeToString(a.Hash), a.Size, a.Type, hex.EncodeToString(a.Thumb)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Attachment) UnmarshalJSON(raw []byte) error {
	var f attachmentForm
	if err := json.Unmarshal(raw, &f); err != nil {
		return err
	}
	hash, err := hex.DecodeString(f.Hash)
	if err != nil {
		return err
	}
	thumb, err := hex.DecodeString(f.Thumb)
	if err != nil {
		return err
	}
	*a = Attachment{Role: f.Role, Hash: hash, Size: f.Size, Type: f.Type}
	if len(thumb) > 0 {
		a.Thumb = thumb
	}
	return nil
}
