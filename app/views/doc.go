// Package views folds entries into what people see: files, lists, search,
// items of "À vérifier". It runs the same on devices and at HQ.
package views
