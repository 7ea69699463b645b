// Package replica is a device's side of replication: it pushes what was
// recorded here, takes in HQ's order, and says how things stand.
//
// Machine holds every decision and does nothing itself: Step is a function of
// its state, an input and the time, and returns what to do. Replica runs it over
// a journal and a connection, and a simulator can run the same code over
// virtual ones.
//
// Nothing depends on a session ending well. What HQ has is known from its
// Welcome, what this device has from the cursor that is written with every page;
// a frame that is lost or comes twice changes nothing. Trying again never ends:
// the pause grows to a limit, with jitter, and a session that makes no progress
// is given up and begun anew.
package replica
