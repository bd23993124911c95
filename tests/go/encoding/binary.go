// Numbers as bytes, in both orders and as varints.
//
// expect: LittleEndian 474f313207000000fbffffff182d4454fb210940010000803f000000c001ff <nil> 31
// expect: true <nil> {[71 79 49 50] 7 [0 0] -5 3.141592653589793 true (1-2i) {1 -1}}
// expect: BigEndian 474f313200070000fffffffb400921fb54442d18013f800000c000000001ff <nil> 31
// expect: true <nil> {[71 79 49 50] 7 [0 0] -5 3.141592653589793 true (1-2i) {1 -1}}
// expect: binary.Write: some values are not fixed-sized in type int
// expect: binary.Write: some values are not fixed-sized in type string -1
// expect: <nil> [0 1 0 2 0 3]
// expect: <nil> [1 2]
// expect: unexpected EOF true
// expect: deadbeef341200000500000000000080 dead efbeadde 500000000000080
// expect: 00000001 090200000000000000
// expect: LittleEndian BigEndian 1
// expect: LittleEndian BigEndian binary.LittleEndian
// expect: 0 00 0 1 0 1
// expect: 0 <nil>
// expect: 1 02 1 1 2 1
// expect: 1 <nil>
// expect: -1 01 -1 1 1 1
// expect: -1 <nil>
// expect: 63 7e 63 1 126 1
// expect: 63 <nil>
// expect: -64 7f -64 1 127 1
// expect: -64 <nil>
// expect: 64 8001 64 2 128 2
// expect: 64 <nil>
// expect: 1099511627776 808080808040 1099511627776 6 2199023255552 6
// expect: 1099511627776 <nil>
// expect: 9223372036854775807 feffffffffffffffff01 9223372036854775807 10 18446744073709551614 10
// expect: 9223372036854775807 <nil>
// expect: -9223372036854775808 ffffffffffffffffff01 -9223372036854775808 10 18446744073709551615 10
// expect: -9223372036854775808 <nil>
// expect: 0 0
// expect: 0 -10
// expect: 0 -11
// expect: 0 unexpected EOF
// expect: 0 EOF
// expect: [172 2] [215 4]
// expect: 2 <nil> [0 7]
// expect: 0 buffer too small
// expect: 2 <nil> 513
// expect: [1 255 255 0 2] <nil>
// expect: runtime error: index out of range [3] with length 1
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

type header struct {
	Magic   [4]byte
	Version uint16
	_       [2]byte
	Size    int32
	Ratio   float64
	Flag    bool
	C       complex64
	In      struct{ A, B int8 }
}

func main() {
	buf := new(bytes.Buffer)
	h := header{[4]byte{'G', 'O', '1', '2'}, 7, [2]byte{}, -5, math.Pi, true, 1 - 2i, struct{ A, B int8 }{1, -1}}
	for _, o := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		buf.Reset()
		err := binary.Write(buf, o, h)
		fmt.Printf("%v %x %v %d\n", o, buf.Bytes(), err, binary.Size(h))
		var g header
		err = binary.Read(buf, o, &g)
		fmt.Println(g == h, err, g)
	}
	fmt.Println(binary.Write(buf, binary.BigEndian, 5))
	fmt.Println(binary.Write(buf, binary.BigEndian, "s"), binary.Size(struct{ s string }{}))
	fmt.Println(binary.Write(buf, binary.BigEndian, []uint16{1, 2, 3}), buf.Bytes())
	s := make([]uint16, 2)
	fmt.Println(binary.Read(buf, binary.BigEndian, s), s)
	var x uint32
	fmt.Println(binary.Read(buf, binary.BigEndian, &x), binary.Read(bytes.NewReader(nil), binary.BigEndian, &x) == io.EOF)
	b := make([]byte, 16)
	binary.BigEndian.PutUint32(b, 0xdeadbeef)
	binary.LittleEndian.PutUint16(b[4:], 0x1234)
	binary.LittleEndian.PutUint64(b[8:], 1<<63|5)
	fmt.Printf("%x %x %x %x\n", b, binary.BigEndian.Uint16(b), binary.LittleEndian.Uint32(b), binary.BigEndian.Uint64(b[8:]))
	fmt.Printf("%x %x\n", binary.BigEndian.AppendUint32(nil, 1), binary.LittleEndian.AppendUint64([]byte{9}, 2))
	fmt.Println(binary.LittleEndian, binary.BigEndian, binary.NativeEndian.Uint16([]byte{1, 0}))
	fmt.Printf("%v %+v %#v\n", binary.LittleEndian, binary.BigEndian, binary.LittleEndian)
	for _, v := range []int64{0, 1, -1, 63, -64, 64, 1 << 40, math.MaxInt64, math.MinInt64} {
		n := binary.PutVarint(b, v)
		back, m := binary.Varint(b[:n])
		u, k := binary.Uvarint(b[:n])
		fmt.Printf("%d %x %d %d %d %d\n", v, b[:n], back, m, u, k)
		r, err := binary.ReadVarint(bytes.NewReader(b[:n]))
		fmt.Println(r, err)
	}
	fmt.Println(binary.Uvarint([]byte{0x80, 0x80}))
	fmt.Println(binary.Uvarint([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 2}))
	fmt.Println(binary.Uvarint([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1}))
	fmt.Println(binary.ReadUvarint(bytes.NewReader([]byte{0x80})))
	fmt.Println(binary.ReadUvarint(bytes.NewReader(nil)))
	fmt.Println(binary.AppendUvarint(nil, 300), binary.AppendVarint(nil, -300))
	n, err := binary.Encode(b, binary.BigEndian, uint16(7))
	fmt.Println(n, err, b[:2])
	n, err = binary.Encode(b[:1], binary.BigEndian, uint16(7))
	fmt.Println(n, err)
	var u uint16
	n, err = binary.Decode([]byte{1, 2, 3}, binary.LittleEndian, &u)
	fmt.Println(n, err, u)
	bb, err := binary.Append([]byte{1}, binary.BigEndian, []int16{-1, 2})
	fmt.Println(bb, err)
	func() {
		defer func() { fmt.Println(recover()) }()
		binary.BigEndian.Uint32([]byte{1})
	}()
}
