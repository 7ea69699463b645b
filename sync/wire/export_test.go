package wire

import "time"

// RestAfter sets how long a connection remembers what it sent.
func RestAfter(c Conn, d time.Duration) { c.(*netConn).restAfter = d }
