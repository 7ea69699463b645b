// Package wire is what devices and HQ say to each other: frames, their bytes,
// and the connection that carries them.
//
// A device opens one connection over TLS 1.3, where both sides show
// certificates, asks for the path SyncPath with "Upgrade: etabli/1", and from
// the answer 101 on both directions are streams of frames, compressed as one
// zstd frame a direction that is flushed after every batch.
//
// A frame is its length (4 bytes, big-endian, of what follows), its type (1
// byte) and its payload: deterministic CBOR, a map with integer keys, strict in
// both directions. Only Hello, Welcome, Refused and Meet may carry fields that the
// reader does not know, so that two versions can still agree or part with a
// reason. Types, keys and codes are append-only.
//
//	device → HQ   Hello, then Push, Applied, HandBack, Fetch, Ping, Pong
//	HQ → device   Welcome or Refused, then Ack, Page, Need, Quarantined,
//	              HandedBack, History, Refused, Ping, Pong
//
//	device ⇄ device  Meet, then Push with a Vouch, Carried, Given, Taken, Ping, Pong,
//	              Refused; in a
//	              file Meet, Push, Carried, Attached, and Signed at its end
//
// Whoever hears nothing for IdleTimeout gives the connection up; both sides
// ping every HeartbeatEvery.
package wire
