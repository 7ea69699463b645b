// Package service holds the use cases: commands that change something and
// queries that read. Screens, the command line, importers and the portal all
// come through here; there is no second path to the journal.
//
// A command is decided by the domain, becomes exactly one entry and is
// idempotent by the id its caller made. The registry lists every command with
// its fields, taken from the Go types, so that help and checks cannot drift.
package service
