// Package ords reads and writes Open Repair Data, the comma-separated exchange
// form of the Open Repair Alliance (standard 0.3, fourteen columns).
//
// The reader is a stream: it holds one record and a bounded buffer, whatever
// the length of the file. It takes files as people have them: with or without a
// byte order mark, in the encodings of package charset (see Look), with comma, semicolon or tab,
// with the columns in another order, with columns missing or added. A record
// that cannot be read costs itself only. When a quotation mark is never closed,
// the reader goes back to the line where the record began and resumes at the
// first later line that reads as a whole record, so one slip of a pen does not
// swallow the file.
//
// Columns come out letter by letter as they were, so that what was read can be
// written back and be equal. For the same reason the writer does not defuse
// spreadsheet formulas: the form is an exchange between programs.
package ords
