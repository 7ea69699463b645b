// Package repair holds the rules of a repair: its statuses and the moves
// between them, its clocks, its number, and the facts its entries record.
// It is pure: no clock, no storage, no randomness.
package repair
