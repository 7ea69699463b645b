// Package till is the cash register as law asks for it in France: payments that
// are recorded cannot be changed, every change shows, what was recorded is closed
// and kept (CGI art. 286 I 3° bis; BOI-TVA-DECLA-30-10-30: inalterability,
// security, conservation, archiving).
//
// A series belongs to one device and one epoch of it; a device that was restored
// begins another one. Its records are numbered without a gap, each carries the
// code of the one before under a key that nobody types, and a total that never
// goes back to zero. A correction is a record of its own that names the original.
// Days are closed also when nothing was sold; months and years add up what their
// days closed.
//
// The package is pure. It claims no certification.
package till
