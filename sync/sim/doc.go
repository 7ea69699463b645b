// Package sim runs whole fleets.
package sim
