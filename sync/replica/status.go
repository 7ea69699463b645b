package replica

import "etabli/sync/wire"

// State says how a device stands with HQ.
type State string

// The states. Programs and the catalogue match on them.
const (
	NeverEnrolled State = "never_enrolled"
	Offline       State = "offline"
	Connecting    State = "connecting"
	CatchingUp    State = "catching_up"
	Live          State = "live"
	Recovering    State = "recovering" // HQ was restored and takes back what devices hold
	Refused       State = "refused"    // HQ does not take us, or a chain of ours; LastErrorCode says why
)

// Status is what people are shown.
type Status struct {
	State      State
	Waiting    int   // own entries that HQ has not acknowledged
	OldestMS   int64 // the device's time of the oldest of them, 0 without one
	Fetching   int   // files whose history is still to come
	LastSyncMS int64 // when HQ was last heard in a session, 0 when never
	// LastErrorCode is why there is no session, or what is wrong with it:
	// "unreachable", "lost", "stuck", "not_hq", "store", or the name of a wire
	// code. It is empty when all is well.
	LastErrorCode string
}

// The codes that are not HQ's.
const (
	codeUnreachable = "unreachable" // no connection came about
	codeLost        = "lost"        // the connection broke
	CodeStuck       = "stuck"       // something waited and nothing moved
	codeNotHQ       = "not_hq"      // something else answers at the address
	codeStore       = "store"       // this device could not read or write
)

// codeName is the name of a wire code in a Status.
func codeName(c wire.Code) string {
	if c == wire.CodeNone {
		return ""
	}
	return c.String()
}
