package post

import (
	"strconv"
	"strings"

	"etabli/storage/journal"
)

// ours begins the names of our messages.
const ours = "etabli."

// Name is the name under which a message goes out by e-mail: answers say it
// again, and whoever gets the same one twice can tell.
func Name(ref journal.Ref, domain string) string {
	return ours + ref.Chain.String() + "." + strconv.FormatUint(ref.Seq, 10) + "@" + domain
}

// Named is the message of ours that a name stands for.
func Named(name string) (ref journal.Ref, ok bool) {
	left, _, _ := strings.Cut(strings.Trim(name, "<> \t"), "@")
	rest, is := strings.CutPrefix(left, ours)
	chain, seq, two := strings.Cut(rest, ".")
	if !is || !two || ref.Chain.UnmarshalText([]byte(chain)) != nil {
		return journal.Ref{}, false
	}
	n, err := strconv.ParseUint(seq, 10, 64)
	ref.Seq = n
	return ref, err == nil && n > 0
}
