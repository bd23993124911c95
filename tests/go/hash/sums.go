// Hashes of texts of many lengths: the SHA family, checksums, keyed hashes.
//
// expect: md5 16 64 32faa42661bf1d20
// expect: sha1 20 64 7d141b6c6d851e25
// expect: sha256 32 64 b42cb526755d6689
// expect: sha224 28 64 e811d7c72b40c16f
// expect: sha512 64 128 7a86fa2f0edc370c
// expect: sha384 48 128 d45f2381353c2806
// expect: sha512/224 28 128 115ca4d157fd2668
// expect: sha512/256 32 128 18915372333fc984
// expect: adler 4 4 611d107345b29151
// expect: crc32 4 1 b3df2871cada5394
// expect: castagnoli 4 1 ea2c1de4709ed90c
// expect: crc64 8 1 a663250efa758ea3
// expect: crc64e 8 1 b3da2aa0ac073ac0
// expect: fnv32 4 1 136df191f0f89859
// expect: fnv32a 4 1 cf0c7862be395b43
// expect: fnv64 8 1 d10c62ac00aba3ec
// expect: fnv64a 8 1 7abcf2aae8730f2e
// expect: fnv128 16 1 401e91195a3752a8
// expect: fnv128a 16 1 bf7159276bab07e5
// expect: hmac 32 64 547902cdd89eb666
// expect: hmac-long 16 64 4d8e60f203813d39
// expect: 5d41402abc4b2a76b9719d911017c592
// expect: aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d
// expect: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
// expect: ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
// expect: abd37534c7d9a2efb9465de931cd7055ffdb8879563ae98078d6d6d5 54a59b9f22b0b80880d8427e548b7c23abd873486e1f035dce9cd697e85175033caa88e6d57bc35efae0b5afd3145f31 d5cdb9ccc769a5121d4175f2bfdd13d6310e0d3d361ea75d82108327 455e518824bc0601f9fb858ff5c37d417d67c2f8e0df2babe4808858aea830f8
// expect: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
// expect: 907060870 103547413 2526519390954848256
// expect: b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9
// expect: true 0 5 1 1
// expect: 20 <nil> true 26
// expect: true <nil>
// expect: 64 true
// expect: true true true
// expect: true false
// expect: runtime error: hash of unhashable type []int
package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"hash/maphash"
	"io"
	"math/big"
	"strings"
)

// all hashes texts of many lengths, in pieces, and prints the hash of all the hashes.
func all(name string, h hash.Hash) {
	sums := sha256.New()
	for n := 0; n < 300; n += 7 {
		h.Reset()
		data := bytes.Repeat([]byte{byte(n), 'x', 200}, n)
		for len(data) > 0 {
			k := min(len(data), n/3+1)
			h.Write(data[:k])
			data = data[k:]
		}
		sums.Write(h.Sum([]byte{1, 2}))
	}
	fmt.Printf("%s %d %d %x\n", name, h.Size(), h.BlockSize(), sums.Sum(nil)[:8])
}

func main() {
	all("md5", md5.New())
	all("sha1", sha1.New())
	all("sha256", sha256.New())
	all("sha224", sha256.New224())
	all("sha512", sha512.New())
	all("sha384", sha512.New384())
	all("sha512/224", sha512.New512_224())
	all("sha512/256", sha512.New512_256())
	all("adler", adler32.New())
	all("crc32", crc32.NewIEEE())
	all("castagnoli", crc32.New(crc32.MakeTable(crc32.Castagnoli)))
	all("crc64", crc64.New(crc64.MakeTable(crc64.ISO)))
	all("crc64e", crc64.New(crc64.MakeTable(crc64.ECMA)))
	all("fnv32", fnv.New32())
	all("fnv32a", fnv.New32a())
	all("fnv64", fnv.New64())
	all("fnv64a", fnv.New64a())
	all("fnv128", fnv.New128())
	all("fnv128a", fnv.New128a())
	all("hmac", hmac.New(sha256.New, []byte("key")))
	all("hmac-long", hmac.New(md5.New, bytes.Repeat([]byte("key"), 100)))
	fmt.Printf("%x\n%x\n%x\n%x\n", md5.Sum([]byte("hello")), sha1.Sum([]byte("hello")), sha256.Sum256(nil), sha512.Sum512([]byte("abc")))
	fmt.Printf("%x %x %x %x\n", sha256.Sum224([]byte("a")), sha512.Sum384([]byte("a")), sha512.Sum512_224([]byte("a")), sha512.Sum512_256([]byte("a")))
	fmt.Println(hex.EncodeToString(sha256.New().Sum(nil)))
	fmt.Println(crc32.ChecksumIEEE([]byte("hello")), adler32.Checksum([]byte("hello")), crc64.Checksum([]byte("x"), crc64.MakeTable(crc64.ISO)))
	h := sha256.New()
	io.WriteString(h, "hello ")
	io.Copy(h, strings.NewReader("world"))
	fmt.Printf("%x\n", h.Sum(nil))
	fmt.Println(hmac.Equal([]byte("a"), []byte("a")), subtle.ConstantTimeCompare([]byte("a"), []byte("b")), subtle.ConstantTimeSelect(1, 5, 6), subtle.ConstantTimeLessOrEq(3, 3), subtle.ConstantTimeEq(-1, -1))
	b := make([]byte, 20)
	n, err := rand.Read(b)
	fmt.Println(n, err, !bytes.Equal(b, make([]byte, 20)), len(rand.Text()))
	r, err := rand.Int(rand.Reader, big.NewInt(100))
	fmt.Println(r.Cmp(big.NewInt(100)) < 0, err)
	p, _ := rand.Prime(rand.Reader, 64)
	fmt.Println(p.BitLen(), p.ProbablyPrime(10))
	var mh maphash.Hash
	mh.WriteString("hello")
	s1 := mh.Sum64()
	fmt.Println(s1 == mh.Sum64(), s1 == maphash.String(mh.Seed(), "hello"), s1 == maphash.Bytes(mh.Seed(), []byte("hello")))
	type pt struct {
		x int
		s string
	}
	sd := maphash.MakeSeed()
	fmt.Println(maphash.Comparable(sd, pt{1, "a"}) == maphash.Comparable(sd, pt{1, "a"}), maphash.Comparable(sd, 1) == maphash.Comparable(sd, 2))
	func() {
		defer func() { fmt.Println(recover()) }()
		maphash.Comparable[any](sd, []int{1})
	}()
}
