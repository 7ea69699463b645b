// Package charset reads texts that say nothing of their encoding, such as tables that
// other programs wrote: by what their signs would be in each, and never where two readings
// are as likely.
package charset
