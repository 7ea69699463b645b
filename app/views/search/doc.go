// Package search is an inverted index inside the store: it answers which
// documents hold some words, accents or not, the last word as a prefix.
//
// A document is a dense number that its owner gives out, growing with time.
// The postings of a word lie in blocks, newest first:
//
//	prefix ‖ word ‖ 0x00 ‖ ^(greatest document of the block, 4 bytes) → documents
//
// where the documents are ascending, each as the varint of its distance to the
// one before. Now and then, at additions that a hash draws, the small blocks of
// a word are gathered into one, so that reads do not grow with the number of
// additions.
//
// A word that names its document, such as a serial number, is marked: a query finds it as any
// word, and who asks for what has that name does not meet the word in texts.
//
// A few documents at a time are not worth a block for every word of theirs. They
// are noted first, each in one row with all its words:
//
//	prefix ‖ 0x00 ‖ number of the note (4 bytes) → document and flag ‖ words
//
// and become postings together, notesTogether at a time. Who owns the index
// keeps how many notes it ever had, which says where those begin that still
// stand: a query reads them beside the blocks. Adding costs the same whatever
// the index holds.
//
// Postings are hints. A document that lost a word keeps its posting; who asks
// checks every hit against the document as it is. That makes a change as cheap
// as an addition, and a rebuild is only ever a matter of tidiness.
package search
