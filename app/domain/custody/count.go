package custody

import (
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// CountedFacts is a count by scan of the customers' devices at a place.
type CountedFacts struct {
	Site    string   `cbor:"1,keyasint"`
	Place   string   `cbor:"2,keyasint,omitempty"` // one place only; the whole shop when empty
	Seen    []string `cbor:"3,keyasint,omitempty"` // numbers of files
	Missing []string `cbor:"4,keyasint,omitempty"` // were to be there
	Strange []string `cbor:"5,keyasint,omitempty"` // belong to files that are not in custody here
	Unknown []string `cbor:"6,keyasint,omitempty"` // what no file has
}

// MaxScans bounds one count, so that it fits one entry.
const MaxScans = 1500

// File is what a count needs to know of one.
type File struct {
	Number  string
	Numbers []string // others that it has or had
	Serials []string // normalised
	Here    bool     // in custody at this site, and at the place that is counted
}

// Count compares what was scanned with what should be there. A scan may be a
// number, an old number or a serial number; find tells which file has it.
func Count(scans []string, expected []File, find func(scan string) (File, bool)) (CountedFacts, error) {
	if len(scans) > MaxScans {
		return CountedFacts{}, fault.New(fault.TooLong, "scans", "limit", strconv.Itoa(MaxScans))
	}
	var f CountedFacts
	seen := map[string]bool{}
	for i, scan := range scans {
		if err := text.Needed("scans."+strconv.Itoa(i), scan, repair.MaxSerial); err != nil {
			return CountedFacts{}, err
		}
		file, known := find(scan)
		switch {
		case !known:
			f.Unknown = append(f.Unknown, scan)
		case seen[file.Number]:
		case file.Here:
			f.Seen = append(f.Seen, file.Number)
		default:
			f.Strange = append(f.Strange, file.Number)
		}
		if known {
			seen[file.Number] = true
		}
	}
	for _, e := range expected {
		if !seen[e.Number] {
			f.Missing = append(f.Missing, e.Number)
		}
	}
	for _, list := range []*[]string{&f.Seen, &f.Missing, &f.Strange, &f.Unknown} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return f, nil
}
