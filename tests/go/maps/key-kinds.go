// Every kind of key, close together and far apart: what was put is there, what was deleted is not.
// expect: int 0 0 true 0
// expect: int around zero 0 0 true 0
// expect: int far apart 0 0 true 0
// expect: int of two distances 0 0 true 0
// expect: uint64 0 0 true 0
// expect: int32 0 0 true 0
// expect: uint32 far apart 0 0 true 0
// expect: int16 0 0 true 0
// expect: rune 0 0 true 0
// expect: pointer 0 0 true 0
// expect: string 0 0 true 0
// expect: short string 0 0 true 0
// expect: float64 0 0 true 0
// expect: bool and int 0 0 true 0
// expect: interface 0 0 true 0
// expect: struct of 8 bytes 0 0 true 0
// expect: struct of 2 bytes 0 0 true 0
// expect: struct with a string 0 0 true 0
// expect: array 0 0 true 0
package main

import "fmt"

type point struct{ x, y int32 }

type wide struct {
	name string
	at   [2]int
}

type small struct{ a, b byte }

// exercise puts, deletes and finds keys, and counts how often the map disagrees with a slice.
func exercise[K comparable](name string, key func(int) K) {
	const n = 1000
	var model [n]int
	m := map[K]int{}
	wrong, live := 0, 0
	random := uint32(1)
	for step := 1; step <= 20000; step++ {
		random = random*1664525 + 1013904223
		i := int(random>>8) % n
		if step%5000 > 4000 {
			i %= 10
		}
		if value, ok := m[key(i)]; value != model[i] || ok != (model[i] != 0) {
			wrong++
		}
		switch random >> 30 {
		case 0:
			delete(m, key(i))
			model[i] = 0
		case 1:
			m[key(i)] += step
			model[i] += step
		default:
			m[key(i)] = step
			model[i] = step
		}
	}
	seen := 0
	for _, value := range m {
		seen += value
	}
	for i, value := range model {
		seen -= value
		if value != 0 {
			live++
		}
		if m[key(i)] != value {
			wrong++
		}
	}
	isComplete := len(m) == live
	for k := range m {
		delete(m, k)
	}
	fmt.Println(name, wrong, seen, isComplete, len(m))
}

func main() {
	texts := make([]string, 1000)
	cells := make([]int, 1000)
	for i := range texts {
		texts[i] = fmt.Sprint("the key with number ", i*i)[i%19:]
	}
	exercise("int", func(i int) int { return i })
	exercise("int around zero", func(i int) int { return i - 500 })
	exercise("int far apart", func(i int) int { return i << 40 })
	exercise("int of two distances", func(i int) int { return i%10 + i/10<<20 })
	exercise("uint64", func(i int) uint64 { return uint64(i) * 0x9e3779b97f4a7c15 })
	exercise("int32", func(i int) int32 { return int32(i - 500) })
	exercise("uint32 far apart", func(i int) uint32 { return uint32(i) << 22 })
	exercise("int16", func(i int) int16 { return int16(i * 32) })
	exercise("rune", func(i int) rune { return 'a' + rune(i) })
	exercise("pointer", func(i int) *int { return &cells[i] })
	exercise("string", func(i int) string { return texts[i] + texts[999-i] })
	exercise("short string", func(i int) string { return texts[i][len(texts[i])-3:] + string(rune(i)) })
	exercise("float64", func(i int) float64 { return float64(i) / 8 })
	exercise("bool and int", func(i int) [2]any { return [2]any{i%2 == 0, i} })
	exercise("interface", func(i int) any {
		switch i % 3 {
		case 0:
			return i
		case 1:
			return texts[i] + "."
		}
		return point{int32(i), 1}
	})
	exercise("struct of 8 bytes", func(i int) point { return point{int32(i % 30), int32(i / 30)} })
	exercise("struct of 2 bytes", func(i int) small { return small{byte(i), byte(i >> 8)} })
	exercise("struct with a string", func(i int) wide { return wide{texts[i%7], [2]int{i, -i}} })
	exercise("array", func(i int) [3]int { return [3]int{i, i * i, 0} })
}
