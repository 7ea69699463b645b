// Package e2e runs the real programs as their users would: scripts under
// testdata/script, with processes, sockets and files, and nothing replaced.
package e2e
