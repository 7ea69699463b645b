package loan

// Policy is what a shop does at a hand-back while the loaner is out.
type Policy string

// The policies. A shop that said nothing blocks.
const (
	Block Policy = "block"
	Warn  Policy = "warn"
)

// Answer is what a hand-back does with a loaner that is out.
type Answer string

// The answers.
const (
	GoOn    Answer = "go_on"
	Careful Answer = "warn" // it goes on, and says so
	Stop    Answer = "stop" // unless a named person says why not
)

// AtHandBack decides. Nobody is refused a repair under the legal guarantee
// because of a loaner: retention covers debts born of this very device.
func AtHandBack(out bool, p Policy, legalGuarantee, overridden bool) Answer {
	switch {
	case !out:
		return GoOn
	case p == Warn || legalGuarantee || overridden:
		return Careful
	}
	return Stop
}
