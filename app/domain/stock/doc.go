// Package stock knows parts and goods: where they lie, what came and went,
// orders, transfers, counts, promises and exchanges. Quantities are not facts
// here: they are moves in the headers of entries, which books add up; facts say
// what was moved and why.
package stock
