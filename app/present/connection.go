package present

import "etabli/app/domain/fault"

// ConnectionState is how a device stands with HQ.
type ConnectionState string

// The states of the connection.
const (
	Alone   ConnectionState = "alone"  // a shop without HQ
	School  ConnectionState = "school" // a shop for practice, which never meets HQ
	Online  ConnectionState = "online"
	Offline ConnectionState = "offline"
	Refused ConnectionState = "refused" // HQ does not take what this device sends
	Behind  ConnectionState = "behind"  // connected, and not up to date yet
	Stuck   ConnectionState = "stuck"   // something waited and nothing moved; it is tried again
	Restore ConnectionState = "restore" // HQ was restored and takes back what devices hold
)

// apart tells whether there is no HQ that anything waits for.
func (s ConnectionState) apart() bool { return s == Alone || s == School }

// Connection is how this device stands with HQ.
type Connection struct {
	State      ConnectionState
	Waiting    int   // operations that HQ has not acknowledged
	OldestMS   int64 // of those
	LastSyncMS int64 // 0: never
	Reason     fault.Code
	Because    string // what HQ refuses, as a code; may be empty
}

// Connecting tells how this device stands with HQ.
type Connecting interface {
	Connection() Connection
	// WatchConnection calls fn after each change, on any goroutine, until stop
	// is called.
	WatchConnection(fn func()) (stop func())
}

// follow calls fn after changes of the connection while the screen is shown.
func (s *stay) follow(port Connecting, fn func()) {
	ctx := s.ctx
	s.until(port.WatchConnection(func() {
		s.Post(func() {
			if ctx.Err() == nil {
				fn()
			}
		})
	}))
}

// connectionChip says the state in a word.
func (e Env) connectionChip(s ConnectionState) Chip {
	switch s {
	case Online:
		return Chip{Icon: "wifi", Text: e.Words.T("connection.online")}
	case Refused:
		return Chip{Tone: Late, Icon: "circle-alert", Text: e.Words.T("connection.refused")}
	case Alone:
		return Chip{Icon: "store", Text: e.Words.T("connection.alone")}
	case School:
		return Chip{Tone: Watch, Icon: "flag", Text: e.Words.T("connection.school")}
	case Behind:
		return Chip{Icon: "wifi", Text: e.Words.T("connection.behind")}
	case Stuck:
		return Chip{Tone: Watch, Icon: "circle-alert", Text: e.Words.T("connection.stuck")}
	case Restore:
		return Chip{Tone: Watch, Icon: "circle-dashed", Text: e.Words.T("connection.restore")}
	}
	return Chip{Tone: Watch, Icon: "circle-dashed", Text: e.Words.T("connection.offline")}
}

// lastSync says when HQ was last reached.
func (e Env) lastSync(c Connection) string {
	switch {
	case c.State == Alone:
		return e.Words.T("connection.alone.text")
	case c.State == School:
		return e.Words.T("connection.school.text")
	case c.LastSyncMS == 0:
		return e.Words.T("connection.never")
	}
	return e.Words.T("connection.last", "time", e.when(c.LastSyncMS))
}

// reason says in words why HQ refuses.
func (e Env) reason(c Connection) string {
	if c.Reason == "" {
		return e.Words.T("connection.refused")
	}
	return e.Failure(fault.New(c.Reason, "", "reason", c.Because)).Text
}
