// A seed of math/rand gives the same numbers everywhere.
//
// expect: 5577006791947779410 4039455774 15352856648520921629 6 81 724549167320 605394647632969758
// expect: 0.15651925473279124 0.09696952 0.9892020842955818 0.9474409467969883 [3 0 2 1 4]
// expect: [d a c e b] 21119c160f0702448615
// expect: 8717895732742165505 1052117029 6050128673802995827 5 15 732393126063 1774932891286980153
// expect: 0.6553321508148324 0.8971697 0.37056410998929545 0.888376329507869 [3 4 0 2 1]
// expect: [e b c a d] 6a9f4a578bcb9ef2d4a6
// expect: 3440579354231278675 283469975 5571782338101878760 1 23 367214237261 7497468244883513247
// expect: 0.38444584994446157 0.38304466 -0.834259977430416 3.4833834594452235 [3 2 1 4 0]
// expect: [a b e c d] ed3c903caa43465a7862
// expect: 747107023976529931 3299085857 6995717851144434728 1 63 239748688685 5955702369077599753
// expect: 0.6576236013139007 0.9778293 0.42247298185090343 0.12656113050110687 [3 1 0 2 4]
// expect: [c e d a b] 9fd32f53e3ff2c6c2bf8
// expect: 5470237361722394362 2944155200 1177463506020107830 2 45 741864134101 2542414644946297451
// expect: 0.8701954823885301 0.21287917 1.079882298741612 0.440719226438488 [1 0 4 2 3]
// expect: [a b c d e] be90e4e347c3890fb23f
// expect: -0.6202383062993146 1.6453456505846609 12722674800523100762
// expect: 22 0 10 27 9 0 1 0 0 0 1 1 true
// expect: 626 [0 2 1 3] 0.7002671557670805

package main

import (
	"fmt"
	"math/rand"
)

func main() {
	for _, seed := range []int64{1, 0, 42, -7, 1 << 40} {
		r := rand.New(rand.NewSource(seed))
		fmt.Println(r.Int63(), r.Uint32(), r.Uint64(), r.Intn(6)+1, r.Int31n(100), r.Int63n(1e12), r.Int())
		fmt.Println(r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64(), r.Perm(5))
		a := []string{"a", "b", "c", "d", "e"}
		r.Shuffle(len(a), func(i, j int) { a[i], a[j] = a[j], a[i] })
		p := make([]byte, 10)
		r.Read(p)
		fmt.Printf("%v %x\n", a, p)
	}
	// Many, so that the rare ways are taken, too.
	r := rand.New(rand.NewSource(99))
	normal, exp, sum := 0.0, 0.0, uint64(0)
	for range 20000 {
		normal = normal/2 + r.NormFloat64()
		exp = exp/2 + r.ExpFloat64()
		sum = sum*31 + uint64(r.Int63n(3<<61))
	}
	fmt.Println(normal, exp, sum)
	z := rand.NewZipf(r, 1.5, 2, 1000)
	for range 12 {
		fmt.Print(z.Uint64(), " ")
	}
	fmt.Println(rand.NewZipf(r, 1, 1, 1) == nil)
	rand.Seed(5)
	fmt.Println(rand.Intn(1000), rand.Perm(4), rand.Float64())
}
