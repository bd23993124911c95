package log

var started = true
