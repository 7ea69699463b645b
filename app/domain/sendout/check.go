package sendout

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The faults of batches.
const (
	Unknown    fault.Code = "subcontractor_unknown" // args: code
	Left       fault.Code = "sendout_left"          // it has gone: nothing is put in or taken out
	NotLeft    fault.Code = "sendout_not_left"      // nobody there has seen it yet
	NotInIt    fault.Code = "sendout_not_in_it"     // args: number
	Twice      fault.Code = "sendout_twice"         // args: number; the device is in a batch that is not back
	IsBack     fault.Code = "sendout_is_back"       // args: number
	Empty      fault.Code = "sendout_empty"
	AboveCap   fault.Code = "sendout_above_cap"   // args: sum_cents, cap_cents; our quote has to be accepted first
	NotQuoted  fault.Code = "sendout_not_quoted"  // args: number
	OverAgreed fault.Code = "sendout_over_agreed" // args: number, sum_cents, cap_cents
)

// The limits of a batch.
const (
	MaxCode  = 40
	MaxLabel = 200
	MaxWork  = 2000
	MaxFiles = 30
	maxDays  = 365
	MaxCents = 100_000_000
)

// CheckSaved checks a subcontractor.
func CheckSaved(f SavedFacts) error {
	return fault.First(
		text.Named(f.Code, f.Name, MaxCode, MaxLabel),
		fault.Within("days", int64(f.Days), 0, maxDays),
		fault.Within("cap_cents", f.CapCents, 0, MaxCents),
	)
}

// CheckOpened checks a new batch.
func CheckOpened(f OpenedFacts) error {
	if len(f.Files) > MaxFiles {
		return fault.New(fault.TooLong, "files", "limit", strconv.Itoa(MaxFiles))
	}
	return fault.First(text.Date("due_on", f.DueOn), fault.Within("cap_cents", f.CapCents, 0, MaxCents))
}

// CheckQuoted checks what they want.
func CheckQuoted(f QuotedFacts) error {
	if !f.Cannot {
		if err := text.NeededBlock("work", f.Work, MaxWork); err != nil {
			return err
		}
	}
	return fault.First(
		text.Block("work", f.Work, MaxWork),
		fault.Within("cents", f.Cents, 0, MaxCents),
		fault.Within("days", int64(f.Days), 0, maxDays),
	)
}

// CheckDecided checks what we answer: a device that comes back as it is says why.
func CheckDecided(f DecidedFacts) error {
	if !f.GoOn && f.Reason == "" {
		return fault.New(fault.Missing, "reason")
	}
	return fault.First(
		text.OneOf("reason", f.Reason, append([]string{""}, Reasons()...)...),
		fault.Within("cents", f.Cents, 0, MaxCents),
	)
}

// Reasons lists why a device comes back as it is.
func Reasons() []string {
	return []string{"refused", "too_dear", "cannot_repair", "no_part", "too_long", "customer_wants_it", "other"}
}

// CheckCame checks as what a device came back.
func CheckCame(f CameFacts) error {
	return fault.First(
		text.OneOf("state", f.State, Repaired, Unrepaired, Missing),
		text.Line("spot", f.Spot, MaxLabel),
		fault.Within("value_cents", f.ValueCents, 0, MaxCents),
	)
}

// CheckInvoiced checks what they charge.
func CheckInvoiced(f InvoicedFacts) error {
	if len(f.Lines) == 0 {
		return fault.New(fault.Missing, "lines")
	}
	for i, l := range f.Lines {
		if err := fault.Within("lines."+strconv.Itoa(i)+".cents", l.Cents, 0, MaxCents); err != nil {
			return err
		}
	}
	return fault.First(text.Needed("number", f.Number, MaxLabel), text.Date("on", f.On))
}
