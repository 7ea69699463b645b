// Package blank is a window with nothing in it: what the toolkit costs by itself, beside
// which the figures of our own window stand.
package blank
