// Package journal is the append-only log of entries: their form, their hash
// chain, the rows a store keeps of them and the outbox beside it.
package journal
