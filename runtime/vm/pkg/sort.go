// Package sort puts things in order.
//
// SPDX-License-Identifier: MIT
package sort

// An Interface is what can be sorted in place.
type Interface interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
}

// Up to this many are sorted by insertion.
const few = 12

func insertion(data Interface, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

func siftDown(data Interface, root, n, first int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && data.Less(first+child, first+child+1) {
			child++
		}
		if !data.Less(first+root, first+child) {
			return
		}
		data.Swap(first+root, first+child)
		root = child
	}
}

func heap(data Interface, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		siftDown(data, i, n, a)
	}
	for i := n - 1; i > 0; i-- {
		data.Swap(a, a+i)
		siftDown(data, 0, i, a)
	}
}

// median puts the median of three in the first place.
func median(data Interface, a, m, b int) {
	if data.Less(m, a) {
		data.Swap(m, a)
	}
	if data.Less(b, m) {
		data.Swap(b, m)
		if data.Less(m, a) {
			data.Swap(m, a)
		}
	}
	data.Swap(a, m)
}

// quick sorts by partition; where that goes wrong too often, by a heap.
func quick(data Interface, a, b, depth int) {
	for b-a > few {
		if depth == 0 {
			heap(data, a, b)
			return
		}
		depth--
		median(data, a, a+(b-a)/2, b-1)
		i, j := a+1, b-1
		for {
			for i <= j && data.Less(i, a) {
				i++
			}
			for i <= j && data.Less(a, j) {
				j--
			}
			if i >= j {
				break
			}
			data.Swap(i, j)
			i++
			j--
		}
		data.Swap(a, j)
		// The smaller part first, so that the recursion stays shallow.
		if j-a < b-j {
			quick(data, a, j, depth)
			a = j + 1
		} else {
			quick(data, j+1, b, depth)
			b = j
		}
	}
	insertion(data, a, b)
}

func depth(n int) int {
	d := 0
	for ; n > 0; n >>= 1 {
		d++
	}
	return 2 * d
}

func Sort(data Interface) {
	n := data.Len()
	quick(data, 0, n, depth(n))
}

// rotate exchanges data[a:m] and data[m:b] by reversing three times.
func rotate(data Interface, a, m, b int) {
	reverse(data, a, m)
	reverse(data, m, b)
	reverse(data, a, b)
}

func reverse(data Interface, a, b int) {
	for i, j := a, b-1; i < j; i, j = i+1, j-1 {
		data.Swap(i, j)
	}
}

// merge joins two sorted neighbours in place: both are cut at the median of the
// whole, the inner pieces change places, and each half is merged by itself.
func merge(data Interface, a, m, b int) {
	if a >= m || m >= b || !data.Less(m, m-1) {
		return
	}
	if b-a == 2 {
		data.Swap(a, m)
		return
	}
	var i, j int
	if m-a > b-m {
		i = a + (m-a)/2
		j = m + Search(b-m, func(k int) bool { return !data.Less(m+k, i) })
	} else {
		j = m + (b-m)/2
		i = a + Search(m-a, func(k int) bool { return data.Less(j, a+k) })
	}
	rotate(data, i, m, j)
	middle := i + j - m
	merge(data, a, i, middle)
	merge(data, middle, j, b)
}

func Stable(data Interface) {
	n := data.Len()
	for a := 0; a < n; a += few {
		insertion(data, a, min(a+few, n))
	}
	for size := few; size < n; size *= 2 {
		for a := 0; a+size < n; a += 2 * size {
			merge(data, a, a+size, min(a+2*size, n))
		}
	}
}

func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

type reversed struct {
	Interface
}

func (r reversed) Less(i, j int) bool { return r.Interface.Less(j, i) }

func Reverse(data Interface) Interface { return &reversed{data} }

// swap exchanges two elements of any slice; length is its length. They panic if
// it is none.
func swap(slice any, i, j int)
func length(slice any) int

type anySlice struct {
	slice any
	n     int
	less  func(i, j int) bool
}

func (s *anySlice) Len() int           { return s.n }
func (s *anySlice) Less(i, j int) bool { return s.less(i, j) }
func (s *anySlice) Swap(i, j int)      { swap(s.slice, i, j) }

func Slice(x any, less func(i, j int) bool)       { Sort(&anySlice{x, length(x), less}) }
func SliceStable(x any, less func(i, j int) bool) { Stable(&anySlice{x, length(x), less}) }
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	return IsSorted(&anySlice{x, length(x), less})
}

type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x IntSlice) Sort()              { Ints(x) }
func (p IntSlice) Search(x int) int   { return SearchInts(p, x) }

type Float64Slice []float64

func (x Float64Slice) Len() int { return len(x) }
func (x Float64Slice) Less(i, j int) bool {
	return x[i] < x[j] || x[i] != x[i] && x[j] == x[j]
}
func (x Float64Slice) Swap(i, j int)        { x[i], x[j] = x[j], x[i] }
func (x Float64Slice) Sort()                { Float64s(x) }
func (p Float64Slice) Search(x float64) int { return SearchFloat64s(p, x) }

type StringSlice []string

func (x StringSlice) Len() int            { return len(x) }
func (x StringSlice) Less(i, j int) bool  { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)       { x[i], x[j] = x[j], x[i] }
func (x StringSlice) Sort()               { Strings(x) }
func (p StringSlice) Search(x string) int { return SearchStrings(p, x) }

func Ints(x []int)
func Float64s(x []float64)
func Strings(x []string)

func IntsAreSorted(x []int) bool         { return IsSorted(IntSlice(x)) }
func Float64sAreSorted(x []float64) bool { return IsSorted(Float64Slice(x)) }
func StringsAreSorted(x []string) bool   { return IsSorted(StringSlice(x)) }

// Search gives the smallest i in [0, n) for which f is true, else n; f is false
// up to some point and true from there on.
func Search(n int, f func(int) bool) int {
	low, high := 0, n
	for low < high {
		middle := int(uint(low+high) / 2)
		if f(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

func Find(n int, cmp func(int) int) (i int, found bool) {
	i = Search(n, func(i int) bool { return cmp(i) <= 0 })
	return i, i < n && cmp(i) == 0
}

func SearchInts(a []int, x int) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

func SearchFloat64s(a []float64, x float64) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

func SearchStrings(a []string, x string) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}
