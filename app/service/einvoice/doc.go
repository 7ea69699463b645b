// Package einvoice writes invoices as structured data that an approved platform
// takes: the cross-industry syntax of EN 16931, as Factur-X embeds it. The platform
// does the rest.
//
// Prices of the till hold their tax; the norm wants them without. What a line is
// without tax is made so that the lines of one rate add up to what the invoice says
// of that rate, to the cent.
package einvoice
