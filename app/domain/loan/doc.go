// Package loan knows the devices a shop lends while it repairs: the units, the
// loans of each, when they are due, what an agreement may ask, and what a
// hand-back does with a loaner that is still out.
package loan
