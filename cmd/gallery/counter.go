package main

// counterShots are the pictures of the counter's screens.
func counterShots() []Shot { return nil }
