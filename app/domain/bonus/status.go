package bonus

import (
	"slices"
	"strings"
)

// Status is where a claim stands.
type Status string

// The statuses, in the usual order.
const (
	Validated Status = "validated" // by the customer
	Invoiced  Status = "invoiced"  // and taken off their bill: the body owes it
	Submitted Status = "submitted"
	Accepted  Status = "accepted"
	Rejected  Status = "rejected"
	Paid      Status = "paid"
	Dropped   Status = "dropped"
)

var moves = map[Status][]Status{
	"":        {Validated},
	Validated: {Invoiced, Dropped},
	Invoiced:  {Submitted, Dropped},
	Submitted: {Accepted, Rejected, Dropped},
	Accepted:  {Paid, Dropped},
	Rejected:  {Submitted, Dropped},
	Paid:      {},
	Dropped:   {},
}

// CanMove tells whether a claim may go from one status to another.
func CanMove(from, to Status) bool { return slices.Contains(moves[from], to) }

// Word is the name of a status among those of every subject.
func (s Status) Word() string { return "bonus_" + string(s) }

// Over tells whether nothing more is awaited.
func (s Status) Over() bool { return s == Paid || s == Dropped }

// Owes tells whether the body owes it.
func (s Status) Owes() bool { return s == Invoiced || s == Submitted || s == Accepted }

// File is what a claim's file holds.
type File struct {
	Name, Email, Phone, Address string
	Serial, Fault               string
	Signed, Plate               bool
	Receipt                     string
	RepairedOn                  string
}

// Missing lists what a claim's file lacks before it can be handed in, as codes.
func (f File) Missing() (out []string) {
	for _, part := range []struct {
		code string
		is   bool
	}{
		{"name", f.Name != ""}, {"email", f.Email != ""}, {"phone", f.Phone != ""}, {"postcode", postcode(f.Address)},
		{"serial", f.Serial != ""}, {"fault", f.Fault != ""}, {"signature", f.Signed}, {"plate", f.Plate},
		{"receipt", f.Receipt != ""}, {"repaired", f.RepairedOn != ""},
	} {
		if !part.is {
			out = append(out, part.code)
		}
	}
	return out
}

// postcode tells whether five digits stand together in an address.
func postcode(address string) bool {
	code, _ := Town(address)
	return code != ""
}

// Town is the postcode of an address, the last five digits that stand together, and
// what follows it on its line.
func Town(address string) (code, town string) {
	n := 0
	for i, r := range address + " " {
		if r >= '0' && r <= '9' {
			n++
			continue
		}
		if n == postcodeDigits {
			code = address[i-n : i]
			town, _, _ = strings.Cut(strings.TrimSpace(strings.ReplaceAll(address[min(i, len(address)):], ",", "\n")), "\n")
		}
		n = 0
	}
	return code, town
}

const postcodeDigits = 5
