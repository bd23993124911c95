// Package fmt prints and reads values.
//
// The texts are made by C (format.h), which cannot call methods: it lists the
// values whose methods it wants, they are asked here, and the text is made once
// more with their answers.
//
// SPDX-License-Identifier: MIT
package fmt

import (
	"errors"
	"io"
	"os"
)

type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

type Formatter interface {
	Format(f State, verb rune)
}

type Stringer interface {
	String() string
}

type GoStringer interface {
	GoString() string
}

// How operands become a text.
const (
	modePrint = iota
	modePrintln
	modePrintf
	modeErrorf
)

// Methods to be asked.
const (
	askFormat = 1 + iota
	askGoString
	askError
	askString
)

// question and answer are known to C, field by field.
type question struct {
	value            any
	method           int
	verb             int
	width, precision int
	flags            uint
}

type answer struct {
	text string
	raw  bool
}

// render makes the text as far as the answers go; the questions are those that
// come after them. wrapped are the operands of %w.
func render(mode int, format string, args []any, answers []answer) (text string, questions []question, wrapped []int)

// emit renders and writes to fd in one step. total is -1 if there are questions,
// and n < total if not all could be written.
func emit(fd int, mode int, format string, args []any) (n int, total int)

func text(mode int, format string, args []any) (string, []int) {
	var answers []answer
	for {
		text, questions, wrapped := render(mode, format, args, answers)
		if len(questions) == 0 {
			return text, wrapped
		}
		for i := range questions {
			answers = append(answers, questions[i].ask())
		}
	}
}

func output(w io.Writer, mode int, format string, args []any) (n int, err error) {
	if f, ok := w.(*os.File); ok && f != nil {
		n, total := emit(int(f.Fd()), mode, format, args)
		if n == total {
			return n, nil
		}
		if total >= 0 {
			// Once more, for the error.
			t, _ := text(mode, format, args)
			m, err := f.Write([]byte(t)[n:])
			return n + m, err
		}
	}
	t, _ := text(mode, format, args)
	return w.Write([]byte(t))
}

// Names of the methods, for what a panic in one of them prints.
var methodNames = [...]string{askFormat: "Format", askGoString: "GoString", askError: "Error", askString: "String"}

func (q *question) ask() (a answer) {
	defer q.catch(&a)
	switch q.method {
	case askFormat:
		s := &state{q: q}
		q.value.(Formatter).Format(s, rune(q.verb))
		return answer{string(s.text), true}
	case askGoString:
		return answer{q.value.(GoStringer).GoString(), false}
	case askError:
		return answer{q.value.(error).Error(), false}
	default:
		return answer{q.value.(Stringer).String(), false}
	}
}

// nilPointer says whether v is a pointer, and nil.
func nilPointer(v any) bool

func (q *question) catch(a *answer) {
	if p := recover(); p != nil {
		if nilPointer(q.value) {
			*a = answer{"<nil>", true}
			return
		}
		name := methodNames[q.method]
		*a = answer{"%!" + string(rune(q.verb)) + "(PANIC=" + name + " method: " + Sprint(p) + ")", true}
	}
}

type state struct {
	q    *question
	text []byte
}

func (s *state) Write(b []byte) (n int, err error) {
	s.text = append(s.text, b...)
	return len(b), nil
}

func (s *state) WriteString(t string) (n int, err error) {
	s.text = append(s.text, t...)
	return len(t), nil
}

func (s *state) Width() (wid int, ok bool) {
	if s.q.width < 0 {
		return 0, false
	}
	return s.q.width, true
}

func (s *state) Precision() (prec int, ok bool) {
	if s.q.precision < 0 {
		return 0, false
	}
	return s.q.precision, true
}

func (s *state) Flag(c int) bool {
	for i, flag := range "-+# 0" {
		if c == int(flag) {
			return s.q.flags>>i&1 != 0
		}
	}
	return false
}

func FormatString(s State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if s.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if w, ok := s.Width(); ok {
		b = Append(b, w)
	}
	if p, ok := s.Precision(); ok {
		b = append(b, '.')
		b = Append(b, p)
	}
	return string(b) + string(verb)
}

func Print(a ...any) (n int, err error)   { return output(os.Stdout, modePrint, "", a) }
func Println(a ...any) (n int, err error) { return output(os.Stdout, modePrintln, "", a) }
func Printf(format string, a ...any) (n int, err error) {
	return output(os.Stdout, modePrintf, format, a)
}

func Fprint(w io.Writer, a ...any) (n int, err error)   { return output(w, modePrint, "", a) }
func Fprintln(w io.Writer, a ...any) (n int, err error) { return output(w, modePrintln, "", a) }
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return output(w, modePrintf, format, a)
}

func Sprint(a ...any) string {
	t, _ := text(modePrint, "", a)
	return t
}

func Sprintln(a ...any) string {
	t, _ := text(modePrintln, "", a)
	return t
}

func Sprintf(format string, a ...any) string {
	t, _ := text(modePrintf, format, a)
	return t
}

func Append(b []byte, a ...any) []byte   { return append(b, Sprint(a...)...) }
func Appendln(b []byte, a ...any) []byte { return append(b, Sprintln(a...)...) }
func Appendf(b []byte, format string, a ...any) []byte {
	return append(b, Sprintf(format, a...)...)
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }

// Errorf makes an error of a text; it wraps the operands of %w.
func Errorf(format string, a ...any) error {
	text, wrapped := text(modeErrorf, format, a)
	switch len(wrapped) {
	case 0:
		return errors.New(text)
	case 1:
		err, _ := a[wrapped[0]].(error)
		return &wrapError{text, err}
	}
	return &wrapErrors{text, operands(a, wrapped)}
}

// operands are the errors among those of a that are named, in order, once each.
func operands(a []any, named []int) []error {
	var errs []error
	for i := range a {
		for _, n := range named {
			if n == i {
				if err, ok := a[i].(error); ok {
					errs = append(errs, err)
				}
				break
			}
		}
	}
	return errs
}
