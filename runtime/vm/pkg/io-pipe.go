// Pipes, and readers of a part.
//
// SPDX-License-Identifier: MIT
package io

import (
	"errors"
	"sync"
)

// A pipe hands what is written to whoever reads, without keeping any of it. One
// Write at a time is under way; it ends when all of it was read.
type pipe struct {
	writing sync.Mutex
	data    chan []byte
	taken   chan int
	done    chan struct{}
	closing sync.Once

	guard             sync.Mutex
	readErr, writeErr error // why the reader, the writer went; nil: it did not
}

func (p *pipe) close(err *error, why error) error {
	p.guard.Lock()
	if *err == nil {
		*err = why
	}
	p.guard.Unlock()
	p.closing.Do(func() { close(p.done) })
	return nil
}

// closed says why read or write cannot go on: who closed its own end hears
// ErrClosedPipe.
func (p *pipe) closed(own, other *error) error {
	p.guard.Lock()
	defer p.guard.Unlock()
	if *own == nil && *other != nil {
		return *other
	}
	return ErrClosedPipe
}

// A PipeReader is the reading end of a pipe.
type PipeReader struct{ p *pipe }

func (r *PipeReader) Read(data []byte) (n int, err error) {
	p := r.p
	select {
	case <-p.done:
		return 0, p.closed(&p.readErr, &p.writeErr)
	default:
	}
	select {
	case b := <-p.data:
		n = copy(data, b)
		p.taken <- n
		return n, nil
	case <-p.done:
		return 0, p.closed(&p.readErr, &p.writeErr)
	}
}

func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	return r.p.close(&r.p.readErr, err)
}

// A PipeWriter is the writing end of a pipe.
type PipeWriter struct{ p *pipe }

func (w *PipeWriter) Write(data []byte) (n int, err error) {
	p := w.p
	select {
	case <-p.done:
		return 0, p.closed(&p.writeErr, &p.readErr)
	default:
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	for once := true; once || len(data) > 0; once = false {
		select {
		case p.data <- data:
			m := <-p.taken
			data = data[m:]
			n += m
		case <-p.done:
			return n, p.closed(&p.writeErr, &p.readErr)
		}
	}
	return n, nil
}

func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	return w.p.close(&w.p.writeErr, err)
}

func Pipe() (*PipeReader, *PipeWriter) {
	p := &pipe{data: make(chan []byte), taken: make(chan int), done: make(chan struct{})}
	return &PipeReader{p}, &PipeWriter{p}
}

var (
	errWhence = errors.New("Seek: invalid whence")
	errOffset = errors.New("Seek: invalid offset")
)

// A SectionReader reads bytes base to limit of r.
type SectionReader struct {
	r                ReaderAt
	base, off, limit int64
	n                int64
}

func NewSectionReader(r ReaderAt, off int64, n int64) *SectionReader {
	limit := int64(1<<63 - 1)
	if off <= limit-n {
		limit = off + n
	}
	return &SectionReader{r, off, off, limit, n}
}

func (s *SectionReader) Read(p []byte) (n int, err error) {
	if s.off >= s.limit {
		return 0, EOF
	}
	if left := s.limit - s.off; int64(len(p)) > left {
		p = p[:left]
	}
	n, err = s.r.ReadAt(p, s.off)
	s.off += int64(n)
	return n, err
}

func (s *SectionReader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case SeekStart:
		offset += s.base
	case SeekCurrent:
		offset += s.off
	case SeekEnd:
		offset += s.limit
	default:
		return 0, errWhence
	}
	if offset < s.base {
		return 0, errOffset
	}
	s.off = offset
	return offset - s.base, nil
}

func (s *SectionReader) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 || off >= s.Size() {
		return 0, EOF
	}
	off += s.base
	if left := s.limit - off; int64(len(p)) > left {
		n, err = s.r.ReadAt(p[:left], off)
		if err == nil {
			err = EOF
		}
		return n, err
	}
	return s.r.ReadAt(p, off)
}

func (s *SectionReader) Size() int64 { return s.limit - s.base }

func (s *SectionReader) Outer() (r ReaderAt, off int64, n int64) { return s.r, s.base, s.n }

// An OffsetWriter writes to w from base on.
type OffsetWriter struct {
	w         WriterAt
	base, off int64
}

func NewOffsetWriter(w WriterAt, off int64) *OffsetWriter { return &OffsetWriter{w, off, off} }

func (o *OffsetWriter) Write(p []byte) (n int, err error) {
	n, err = o.w.WriteAt(p, o.off)
	o.off += int64(n)
	return n, err
}

func (o *OffsetWriter) WriteAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, errOffset
	}
	return o.w.WriteAt(p, o.base+off)
}

func (o *OffsetWriter) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case SeekStart:
		offset += o.base
	case SeekCurrent:
		offset += o.off
	default:
		return 0, errWhence
	}
	if offset < o.base {
		return 0, errOffset
	}
	o.off = offset
	return offset - o.base, nil
}
