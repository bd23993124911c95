// Package structs has marks for how a struct lies in memory.
//
// SPDX-License-Identifier: MIT
package structs

// HostLayout says that a struct lies as the machine's C would have it; all do.
type HostLayout struct {
	_ hostLayout
}

type hostLayout struct{}
