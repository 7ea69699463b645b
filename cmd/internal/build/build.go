// Package build says which version of the programs this is.
package build

// Version is set by the linker for a release.
var Version = "dev"
