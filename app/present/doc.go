// Package present holds the screens without their pixels: one file a screen,
// each a State of display-ready values and a Presenter that makes it. It knows
// no toolkit, no store and no network. A presenter belongs to one goroutine;
// work runs elsewhere and posts its result back, and a result that nobody
// waits for any more is dropped.
package present
