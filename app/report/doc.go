// Package report keeps tables for people who ask questions in SQL: repairs, loans,
// stock, claims and payments, one row each, without anything that says who a person
// is. It follows headquarters' log and writes what the read models say of whatever
// an entry was about, so the tables and the screens cannot tell two stories; how far
// they are stands beside them.
package report
