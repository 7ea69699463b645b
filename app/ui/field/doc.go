// Package field draws the screens of a technician at customers' homes: the day,
// the week, the van and one visit a page, for a phone or a tablet held in one hand.
package field
