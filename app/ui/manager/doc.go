// Package manager draws the manager's page: what is at risk today, what has to
// be decided, then figures with their definitions.
package manager
