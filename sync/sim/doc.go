// Package sim runs whole fleets and HQ in one process on virtual time, with the
// very code of journal, views, replica and hub, and with faults drawn from a
// seed. One seed is one run, to the last event.
//
// Between faults, and after a healing in which none happens, a checker looks at
// every disk:
//
//	I1  complete   what a replica holds is HQ's log up to its cursor, and its own tail
//	I2  canonical  its states are the fold of that, computed apart
//	I3  shown      the tail included
//	I5  log        dense positions, causes first, one entry a place, hash chain
//	I6  durability what was answered is in the log once, unless every disk that had it is gone
//	I7  rights     no chain promises more than it was given, no grant exceeds what is there
//	I8  numbers    a number names one repair, or somebody is asked
//	I9  privacy    no private box lies where it may not; what left a site is let go
//	               there, and what never was of it is not shown
//	I10 liveness   an hour after the last fault nothing waits, no history either
//	I11 items      À vérifier asks what a second, naive reading of the rules asks
//
// I4 is checked as far as unknown kinds go: newer programs write them, and files
// that have some say so.
//
// HQ may be restored from a backup, or lose the end of its log unnoticed; then
// people in the run end the recovery and give up what no disk holds any more.
// Stores are in memory or, with Options.Badger, real files.
//
// Bugs can be planted at the ports; the checker must find each of them.
package sim
