package journal

// ReadSegment returns the entries of a segment and the offset up to which it is
// sound.
func ReadSegment(b []byte, key Key) (entries [][]byte, end int, err error) {
	content, err := readSegment(b, key)
	for _, r := range content.records {
		entries = append(entries, r.encoded)
	}
	return entries, content.end, err
}

// Headers are written by hand and by the CBOR library.
var (
	EncodeHeader  = encodeHeader
	MarshalHeader = func(h *Header) ([]byte, error) { return encoding.Marshal(h) }
	// DecodeHeader and DecodeAnyHeader read the same.
	DecodeHeader, DecodeAnyHeader = decodeHeader, decodeAnyHeader
)
