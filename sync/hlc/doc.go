// Package hlc is the hybrid logical clock of a device or of HQ.
//
// A stamp is one number: 48 bits of Unix milliseconds, then a 16-bit counter.
// Stamps of one clock always grow, also over a restart and when somebody sets
// the wall clock back, and they follow every stamp that was observed. The
// milliseconds come from the wall clock, corrected by the last known
// difference to HQ's. A foreign stamp is followed only up to MaxLead ahead of
// the own time, so that one wrong clock cannot carry the whole fleet into the
// future; no stamp is ever refused.
//
// Stamps order concurrent acts and nothing else: causality comes from what an
// entry has seen, and legal dates from the wall clock with its known offset.
package hlc
