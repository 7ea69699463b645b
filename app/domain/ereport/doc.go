// Package ereport adds up what a shop sold to consumers, as the tax office wants it
// by period: sales by day, category and rate, and payments of services. What a
// business bought on account is not in it, it stands on an invoice.
//
// A report is made of closed business days of tills. Each day of a till stands on one
// report, so nothing is told twice; a day that arrives when its period was reported
// makes a report of its own that completes the first. No period has a hole: a day
// that is not closed, or a till that was not heard since, keeps it from being made.
package ereport
