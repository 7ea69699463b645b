// Package shell is the window around the screens: rail, search box, state of
// the network, who is signed in, and which screen is shown. It is the only
// room that knows the toolkit's thread.
package shell
