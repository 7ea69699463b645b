// Package parts is what the screens of the counter, the van, the kiosk and the
// manager have in common: how values of a State become widgets, the sheet, the
// menu, the page, the signature. It knows no screen.
package parts
