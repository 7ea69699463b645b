// Package table reads tables that people made, CSV of any common separator and
// encoding with the names of its columns in the first line, and turns each row
// into the input of a command. Which columns a table has and what they become is
// data: tables.json.
package table
