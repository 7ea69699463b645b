// Package post carries messages out of the house: what staff and the program
// say to customers by e-mail and SMS leaves headquarters once.
//
// Its state is the log itself. Before a message is given to a carrier, an entry
// says so; after it, another says what the carrier answered. A program that is
// killed in between finds the first without the second and records the doubt:
// whether it goes again, a person decides. The entries also reach the shop's
// devices, which so show where each message stands, and they come back from
// there when headquarters loses them.
package post
