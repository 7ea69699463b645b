package repair

import (
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/app/domain/warranty"
)

// The faults of intakes.
const (
	SlipUsed       fault.Code = "slip_used"          // args: slip, number
	NotParked      fault.Code = "intake_not_parked"  //
	NameNeeded     fault.Code = "note_needs_name"    // args: limit, in the currency
	NotOneDeposit  fault.Code = "not_in_one_deposit" // args: number
	MergedFile     fault.Code = "file_merged"        // args: number
	NotMerged      fault.Code = "file_not_merged"    // they were never one
	MergeOver      fault.Code = "merge_over"         // the device was handed back
	MergeDevices   fault.Code = "merge_devices"      // args: serial
	MergeCustomers fault.Code = "merge_customers"
	BatchIsUndone  fault.Code = "batch_already_undone" //
)

// IntakeFacts is the second form of an intake: its first keys are those of
// ReceivedFacts.
type IntakeFacts struct {
	ReceivedFacts
	Slip    string              `cbor:"20,keyasint,omitempty"` // number of an emergency slip; its date is that of request and receipt
	Deposit []byte              `cbor:"21,keyasint,omitempty"` // id of the first file of the deposit
	Sale    *warranty.SaleFacts `cbor:"22,keyasint,omitempty"` // what is known of the purchase
	// Diagnosis is the fee that was announced; nil when nobody said one.
	Diagnosis *DiagnosisFee `cbor:"23,keyasint,omitempty"`
}

// CheckSlip checks the number of an emergency slip.
func CheckSlip(s string) error { return text.Line("slip", s, MaxReason) }

// SlipNumber is one form of a slip's number, however it was typed.
func SlipNumber(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), "")) }

// ParkedFacts is an intake that was interrupted. What was typed is in a private
// box; its number is the file's for good.
type ParkedFacts struct {
	Number      string `cbor:"1,keyasint"`
	Site        string `cbor:"2,keyasint"`
	Label       string `cbor:"3,keyasint,omitempty"`
	RequestedMS int64  `cbor:"4,keyasint"`
	// LegalRule is the one that the legal clock goes by.
	LegalRule *LegalRule `cbor:"5,keyasint,omitempty"`
}

// ParkedBox is what was typed so far.
type ParkedBox struct {
	Fault string `cbor:"1,keyasint,omitempty"` // name and words, by which it is found
	Input []byte `cbor:"9,keyasint,omitempty"` // JSON of the intake
}

// ExpressFacts is work that was done while the customer waited: one entry, one
// paper. The device was never in custody.
type ExpressFacts struct {
	Number    string       `cbor:"1,keyasint"`
	Site      string       `cbor:"2,keyasint"`
	Product   ProductFacts `cbor:"3,keyasint"`
	Category  string       `cbor:"4,keyasint,omitempty"`
	Work      string       `cbor:"5,keyasint"`
	Cents     int64        `cbor:"6,keyasint,omitempty"` // tax included
	Currency  string       `cbor:"7,keyasint,omitempty"`
	Rate      int          `cbor:"8,keyasint,omitempty"` // of tax, thousandths
	DoneMS    int64        `cbor:"9,keyasint"`
	Objects   bool         `cbor:"10,keyasint,omitempty"` // the customer does not want to be named
	TokenHash []byte       `cbor:"11,keyasint"`
}

// CheckExpress checks it. From the amount of the rule on a note is owed, which
// names the customer unless they object.
func CheckExpress(f ExpressFacts, named bool, limit int64) error {
	if err := fault.First(
		CheckProduct("product.", f.Product),
		text.NeededBlock("work", f.Work, MaxWords),
		money("cents", f.Cents, "currency", f.Currency),
	); err != nil {
		return err
	}
	if !named && !f.Objects && f.Cents >= limit {
		return fault.New(NameNeeded, "customer.name", "limit", strconv.FormatInt(limit/100, 10))
	}
	return nil
}

// RefusedFacts is an intake that was refused at the counter.
type RefusedFacts struct {
	Site     string `cbor:"1,keyasint"`
	Reason   string `cbor:"2,keyasint"` // code
	Label    string `cbor:"3,keyasint,omitempty"`
	Category string `cbor:"4,keyasint,omitempty"`
	Slip     bool   `cbor:"5,keyasint,omitempty"` // a slip with the reason was given
}

// RefusalReasons lists why an intake can be refused.
func RefusalReasons() []string {
	return []string{"no_part", "too_dear", "no_skill", "brand", "area", "delay", "insects", "liquid", "counterfeit", "locked", "out_of_scope", "dangerous", "other"}
}

// CheckRefused checks it.
func CheckRefused(f RefusedFacts) error {
	return fault.First(
		text.OneOf("reason", f.Reason, RefusalReasons()...),
		text.Line("label", f.Label, MaxLabel),
		text.Line("category", f.Category, MaxLabel),
	)
}
