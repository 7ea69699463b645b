// Package portal is the customer's page: what the QR code on a receipt opens.
//
// Whoever holds the token sees one repair: where it is, what comes next and by
// when, and how old that news is. The page shows nothing about a person, no
// sums and no full serial number, sets no cookie, loads nothing from elsewhere
// and works without scripts; a small script only renews the page while it is
// open. A token that is unknown, expired or mistyped gets one and the same
// answer.
package portal
