// Readers and writers that are made of others.
//
// expect: wrote 5 <nil>
// expect: wrote 0 <nil>
// expect: wrote 4 <nil>
// expect: io: read/write on closed pipe
// expect: read no more
// expect: io: read/write on closed pipe
// expect: not wanted
// expect: 5 <nil> limit
// expect: 3 EOF
// expect: "one two three" <nil>
// expect: 23456 5
// expect: 3 <nil>
// expect: 2 EOF 56
// expect: Seek: invalid offset
// expect: ...ab..c..
// expect: 2 unexpected EOF
// expect: EOF true
// expect: 0 short buffer
// expect: both both
// expect: true

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
)

type slow struct{ s string }

func (s *slow) Read(p []byte) (int, error) {
	if s.s == "" {
		return 0, io.EOF
	}
	n := copy(p[:1], s.s)
	s.s = s.s[n:]
	return n, nil
}

type at []byte

func (a at) WriteAt(p []byte, off int64) (int, error) { return copy(a[off:], p), nil }

func main() {
	// A pipe: each Write waits until all of it was read.
	r, w := io.Pipe()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for _, s := range []string{"alpha", "", "beta"} {
			n, err := io.WriteString(w, s)
			fmt.Println("wrote", n, err)
		}
		w.CloseWithError(errors.New("no more"))
		_, err := w.Write([]byte("x"))
		fmt.Println(err)
	}()
	buf := make([]byte, 3)
	for {
		n, err := r.Read(buf)
		if err != nil {
			wg.Wait()
			fmt.Println("read", err)
			break
		}
		_ = n
	}
	r.Close()
	_, err := r.Read(buf)
	fmt.Println(err)
	r, w = io.Pipe()
	r.CloseWithError(errors.New("not wanted"))
	_, err = w.Write([]byte("x"))
	fmt.Println(err)

	var out bytes.Buffer
	n, err := io.CopyBuffer(&out, io.LimitReader(&slow{"limited"}, 5), make([]byte, 2))
	fmt.Println(n, err, out.String())
	n, err = io.CopyN(io.Discard, strings.NewReader("abc"), 5)
	fmt.Println(n, err)
	all, err := io.ReadAll(io.MultiReader(strings.NewReader("one "), &slow{"two "}, strings.NewReader("three")))
	fmt.Printf("%q %v\n", all, err)

	s := io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	all, _ = io.ReadAll(s)
	fmt.Println(string(all), s.Size())
	pos, err := s.Seek(-2, io.SeekEnd)
	fmt.Println(pos, err)
	k, err := s.ReadAt(buf, 3)
	fmt.Println(k, err, string(buf[:k]))
	_, err = s.Seek(-1, io.SeekStart)
	fmt.Println(err)

	page := at("..........")
	ow := io.NewOffsetWriter(page, 3)
	fmt.Fprint(ow, "ab")
	ow.Seek(4, io.SeekStart)
	fmt.Fprint(ow, "c")
	fmt.Println(string(page))

	k, err = io.ReadFull(strings.NewReader("ab"), buf)
	fmt.Println(k, err)
	_, err = io.ReadFull(strings.NewReader(""), buf)
	fmt.Println(err, errors.Is(err, io.EOF))
	k, err = io.ReadAtLeast(strings.NewReader("abcd"), buf[:1], 2)
	fmt.Println(k, err)
	var copied strings.Builder
	tee := io.TeeReader(strings.NewReader("both"), &copied)
	all, _ = io.ReadAll(tee)
	fmt.Println(string(all), copied.String())
	_, isTo := io.NopCloser(strings.NewReader("")).(io.WriterTo)
	fmt.Println(isTo)
}
