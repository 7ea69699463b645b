// Package sample is a shop that stands still: fixed repairs, a fixed time, no
// store. The gallery draws it and the tests of the screens keep it, so that
// what people look at is what is tested.
package sample
