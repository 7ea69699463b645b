//go:build !linux

package pgtest

// unprivileged leaves the server to whoever runs the tests.
func (s *Server) unprivileged() error { return nil }
