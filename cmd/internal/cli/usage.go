package cli

import (
	"errors"
	"os"
	"slices"
	"strings"

	"etabli/app/domain/fault"
)

// WrongUsage is the fault of a command line that was not understood; args: what.
const WrongUsage fault.Code = "wrong_usage"

// Misused complains about a command line that could not be parsed.
func (v Voice) Misused(err error) int {
	var said *fault.Error
	if errors.As(err, &said) {
		return v.Complain(said)
	}
	return v.Complain(fault.New(WrongUsage, "", "what", err.Error()).Because(err))
}

// Heard reads from the bare arguments how a program is to speak, for when
// they cannot be parsed.
func Heard(args []string) (asJSON bool, tag string) {
	tag = os.Getenv("ETABLI_LANG")
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			tag = value
		}
		if arg == "--lang" && i+1 < len(args) {
			tag = args[i+1]
		}
	}
	return slices.Contains(args, "--json"), tag
}
