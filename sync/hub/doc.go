// Package hub is HQ's side of replication: it gives every entry one position,
// keeps the log hash, routes entries to sites, and serves devices.
//
// # Order
//
// There is one number, the position. All pushes and HQ's own commands that wait
// are ordered in one transaction under the lock of the head row, so that
// positions are dense and in commit order however many processes share the
// store. logHash(p) = SHA-256(logHash(p−1) ‖ position record), where the record
// is position, chain, seq (8 bytes each), digest (32), receive time (8, never
// decreasing) and flags (1), big-endian. A device is acknowledged after the
// commit, and what it is told of an entry carries a receipt of 16 bytes, an HMAC
// over lineage and record, by which a restored HQ trusts whoever hands it back.
//
// An entry is placed after its predecessor on its chain and after all it saw. If
// a cause is missing, the pusher is asked for it and the entry is held, visibly,
// until the cause comes or a person releases it. An entry that HQ cannot read or
// fold is set aside with its bytes, its reason and its device; its place on the
// chain and in the order stays, and nothing waits for it.
//
// # Rows
//
// All keys begin with 'x'; numbers are big-endian.
//
//	x h                          the head: lineage, last position, log hash, receive time
//	x k                          what all processes over one store share (kin.go)
//	x v                          how many revocations there were
//	x p position                 a position record and its log hash
//	x c chain                    how far a chain is placed and held, and whose it is
//	x r entity                   the home sites of an entity
//	x o entity                   the sites that an entity has left
//	x z                          the position up to which the log is in a second copy
//	x f site position            the feed of a site; site "***" is every site's. With the
//	                             entities that come to the site there, or leave it
//	x w chain seq                an entry that is held, with what it waits for
//	x b chain seq chain seq      cause → entry that waits for it
//	x q chain seq digest         an entry that was set aside
//	x d device                   a device
//	x t code                     a pairing code that was given out
//	x n site                     the last device code of a site
//	x l                          the lineages before this one
//	x s                          HQ was restored and recovers
//	x u counter position chain seq  an entry that a device gave back, without a position yet
//
// # Shape
//
// The ordering (order.go), the feeds (feed.go) and the session (session.go) have
// no goroutine, no clock and no network: the first two work in a transaction
// they are given, Session.Step is a function of state, input and time. hub.go,
// committer.go, runner.go and serve.go run them.
package hub
