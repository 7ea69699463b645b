// Package counter draws the counter's screens, one file a screen. A view has
// one job: Show its State, and forward what people do as named events. It
// decides nothing, reads nothing and starts nothing.
package counter
