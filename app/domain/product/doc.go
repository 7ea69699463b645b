// Package product knows devices by what is written on them: IMEI, GTIN and
// serial numbers. It never refuses an identifier: what it cannot prove is a
// serial number as read.
package product
