// Package etabli is the root of the module; it holds no code. ARCHITECTURE.md
// says which room holds what, house_test.go who may enter.
package etabli
