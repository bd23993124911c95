// The spectral norm of a matrix that a small function works out.
// ops: 10000000
package main

import (
	"fmt"
	"math"
)

const n = 500

func a(i, j int) float64 {
	return 1 / float64((i+j)*(i+j+1)/2+i+1)
}

func times(v, result []float64) {
	for i := range result {
		sum := 0.0
		for j := range v {
			sum += a(i, j) * v[j]
		}
		result[i] = sum
	}
}

func timesTransposed(v, result []float64) {
	for i := range result {
		sum := 0.0
		for j := range v {
			sum += a(j, i) * v[j]
		}
		result[i] = sum
	}
}

func main() {
	u, v, t := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range u {
		u[i] = 1
	}
	for round := 0; round < 10; round++ {
		times(u, t)
		timesTransposed(t, v)
		times(v, t)
		timesTransposed(t, u)
	}
	var vBv, vv float64
	for i := range u {
		vBv += u[i] * v[i]
		vv += v[i] * v[i]
	}
	fmt.Printf("%.9f\n", math.Sqrt(vBv/vv))
}
