// Package ui is the room of all that is Fyne: theme, widgets, screens and the
// shell each have a package of their own in it.
package ui
