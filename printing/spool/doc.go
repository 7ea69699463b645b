// Package spool is the print queue of a device: what waits to come out of which
// printer, and why it is not out yet.
//
// Machine holds every decision and does nothing itself: Step is a function of
// its state, an input and the time, and returns what to do. Queue runs it over
// the device's store and the ways out to the printers.
//
// A job is on disk before anything is told about it, with its document sealed
// in a file of its own. Before the first byte leaves, the job is written as
// being sent, with the name that the printer gave it; so after a crash it is
// known which jobs may have come out. The printer is asked about those. Where
// it cannot tell, a person is: "Est-il sorti ?" Nothing that may have come out
// is ever sent again without that answer.
//
// The rows of the queue are this device's own and are not replicated:
//
//	p n            → number of the last job, 8 bytes
//	p j number     → a job that is not finished, as JSON
//	p h number     → a finished job, without its document
//	p p printer    → a printer, as JSON
//	p r role       → names of the printers of a role, the first choice first
//
// A job names the file and the form, never a person; what is private is in its
// document only, which is deleted when the job is finished or erased.
package spool
