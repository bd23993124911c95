//go:build ignore || (!linux && !unix)

package main

const system = "none"
