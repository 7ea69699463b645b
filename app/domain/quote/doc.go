// Package quote holds the rules of a quote: its lines and sums with the tax of
// each rate, how long it binds, what a circular part must be offered for, the
// margin, amendments, and what follows from the place where the customer said
// yes. It is pure; all numbers of the law come from the rule table.
//
// Prices are what a consumer pays, tax included. Money is in cents, quantities
// are in thousandths and rates in thousandths too, so that nothing is ever a
// fraction: 5.5 % is 55.
package quote
