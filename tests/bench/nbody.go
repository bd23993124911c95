// Five bodies and their gravity: fields of structs, floating point.
// ops: 500000
package main

import (
	"fmt"
	"math"
)

type body struct {
	x, y, z, vx, vy, vz, mass float64
}

func advance(bodies []body, dt float64) {
	for i := range bodies {
		a := &bodies[i]
		for j := i + 1; j < len(bodies); j++ {
			b := &bodies[j]
			dx, dy, dz := a.x-b.x, a.y-b.y, a.z-b.z
			square := dx*dx + dy*dy + dz*dz
			strength := dt / (square * math.Sqrt(square))
			a.vx -= dx * b.mass * strength
			a.vy -= dy * b.mass * strength
			a.vz -= dz * b.mass * strength
			b.vx += dx * a.mass * strength
			b.vy += dy * a.mass * strength
			b.vz += dz * a.mass * strength
		}
	}
	for i := range bodies {
		b := &bodies[i]
		b.x += dt * b.vx
		b.y += dt * b.vy
		b.z += dt * b.vz
	}
}

func main() {
	bodies := make([]body, 5)
	for i := range bodies {
		f := float64(i)
		bodies[i] = body{f * 3, f - 2, f * f, 0.1 * f, 0.2 - f/10, f / 7, 10 / (f + 1)}
	}
	for step := 0; step < 500000; step++ {
		advance(bodies, 0.001)
	}
	fmt.Printf("%.6f\n", bodies[0].x)
}
