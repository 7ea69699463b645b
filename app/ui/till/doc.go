// Package till draws the till: a sale, the day, what is kept and owed, closings
// and checks.
package till
