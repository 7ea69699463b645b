// Package kiosk draws the screen at which customers stand: one question a page,
// large type, targets of 64 units, and nothing else of the shop.
package kiosk
