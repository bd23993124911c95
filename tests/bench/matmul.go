// The product of two matrices, each a slice of rows.
// ops: 27000000
package main

import "fmt"

const n = 300

func matrix(seed int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			m[i][j] = float64((i*seed + j) % 10)
		}
	}
	return m
}

func multiply(a, b [][]float64) [][]float64 {
	c := make([][]float64, n)
	for i := 0; i < n; i++ {
		c[i] = make([]float64, n)
		for j := 0; j < n; j++ {
			sum := 0.0
			for k := 0; k < n; k++ {
				sum += a[i][k] * b[k][j]
			}
			c[i][j] = sum
		}
	}
	return c
}

func main() {
	c := multiply(matrix(3), matrix(7))
	trace := 0
	for i := range c {
		trace += int(c[i][i])
	}
	fmt.Println(trace)
}
