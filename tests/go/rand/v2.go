// A seed of math/rand/v2 gives the same numbers everywhere, by either generator.
//
// expect: 4969059760275911952 2647573421 14470142590855381128 1710678126 4321634407747778896 1 49 449383877780 1224857707741206220
// expect: 0.281449117585586 0.45059562 0.22248301107582735 1.0208588200798545 [4 5 2 3 1 0] 0 6
// expect: -0.13008375334574956 1.7270672750320386 4513215373025424747
// expect: "pcg:\xc9\a\x89k\x1fZۅN\xf6\xeb\x13\x13q,Z"
// expect: <nil> true invalid PCG encoding
// expect: 5574214308805953197 2057210273 13731552158461076322 360639144 715970769718876718 6 4 972650037183 6223225258481493698
// expect: 0.6316480960477792 0.8046761 0.5756643277471493 3.3451154022600065 [3 1 2 5 4 0] 1 6
// expect: -1.829057463590013 1.9051329288595023 14132249856021499166
// expect: 8753db4e5c0a7a927244b7
// expect: true 0 0
// expect: invalid argument to IntN

package main

import (
	"fmt"
	"math/rand/v2"
	"time"
)

func show(r *rand.Rand) {
	fmt.Println(r.Int64(), r.Uint32(), r.Uint64(), r.Int32(), r.Int(), r.IntN(6)+1, r.Int32N(100), r.Int64N(1e12), r.Uint64N(1<<63+1))
	fmt.Println(r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64(), r.Perm(6), r.Uint32N(7), r.UintN(8))
	normal, exp, sum := 0.0, 0.0, uint64(0)
	for range 10000 {
		normal = normal/2 + r.NormFloat64()
		exp = exp/2 + r.ExpFloat64()
		sum = sum*31 + r.Uint64N(3<<61)
	}
	fmt.Println(normal, exp, sum)
}

func main() {
	p := rand.NewPCG(1, 2)
	show(rand.New(p))
	state, _ := p.MarshalBinary()
	fmt.Printf("%q\n", state)
	var q rand.PCG
	fmt.Println(q.UnmarshalBinary(state), q.Uint64() == p.Uint64(), q.UnmarshalBinary(nil))
	c := rand.NewChaCha8([32]byte([]byte("a seed that has thirty-two bytes")))
	show(rand.New(c))
	b := make([]byte, 11)
	c.Read(b)
	fmt.Printf("%x\n", b)
	n := rand.N(10 * time.Second)
	fmt.Println(0 <= n && n < 10*time.Second, rand.IntN(1), rand.N(uint8(1)))
	defer func() { fmt.Println(recover()) }()
	rand.IntN(0)
}
