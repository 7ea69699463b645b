package wire

import "time"

// Remembering is how many streams remember what they sent.
func Remembering() int64 { return remembering.Load() }

// RestAfter sets how long a connection remembers what it sent.
func RestAfter(c Conn, d time.Duration) { c.(*netConn).restAfter = d }
