// Command windowbench measures a real window from outside, as a person has it before
// them: keys and a wheel go in by the X server, and what comes out is read from its
// pixels. Each figure stands beside that of an empty Fyne window of the same run, drawn on
// the same processor.
//
//	windowbench -window bin/etabli -store FOLDER
//
// It needs cgo, Linux and an X server of its own, such as Xvfb's.
package main
