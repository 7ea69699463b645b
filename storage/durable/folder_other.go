//go:build !unix

package durable

// SyncFolder has no means here; Windows keeps names in its own journal.
func SyncFolder(string) error { return nil }
