package hub

import (
	"crypto/sha256"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// Quarantined is an entry that was set aside, for people to look at.
type Quarantined struct {
	Ref      journal.Ref    `cbor:"1,keyasint"` // where the device said it belongs
	Code     wire.Code      `cbor:"2,keyasint"`
	Device   enrol.DeviceID `cbor:"3,keyasint"`
	Bytes    []byte         `cbor:"4,keyasint"` // exactly as they came
	AtMS     int64          `cbor:"5,keyasint"`
	Position uint64         `cbor:"6,keyasint"` // 0 when its place was taken already
}

// QuarantinedEntries lists what was set aside, by chain and sequence number.
func QuarantinedEntries(r storage.Reader) ([]Quarantined, error) {
	var list []Quarantined
	err := r.Scan(storage.Prefix([]byte{prefix, 'q'}), func(key, value []byte) error {
		var q Quarantined
		err := parseRow(key, append([]byte{}, value...), &q)
		list = append(list, q)
		return err
	})
	return list, err
}

// setAside keeps the bytes of an entry apart. New tells whether they were not
// kept before.
func setAside(tx storage.Tx, q Quarantined) (fresh bool, err error) {
	key := quarantineKey(q.Ref, sha256.Sum256(q.Bytes))
	var old Quarantined
	if found, err := getRow(tx, key, &old); err != nil || found {
		return false, err
	}
	return true, putRow(tx, key, q)
}

// isSetAside tells whether exactly these bytes were set aside.
func isSetAside(r storage.Reader, ref journal.Ref, raw []byte) (bool, error) {
	var q Quarantined
	return getRow(r, quarantineKey(ref, sha256.Sum256(raw)), &q)
}
