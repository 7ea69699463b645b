// Package views keeps what people see of the entries: files, lists, search,
// items of "À vérifier". It runs the same on devices and at HQ.
//
// Views implements journal.Folder: in the transaction that writes entries it
// folds the entities they touch (package fold) and brings the indexes up to
// date. Everything here can be made again from the journal. Rows live under a
// generation prefix; a rebuild fills a new generation beside the current one,
// which goes on working, and then takes its place.
package views
