// Package errors makes and examines errors.
//
// SPDX-License-Identifier: MIT
package errors

type errorString struct {
	text string
}

func (e *errorString) Error() string { return e.text }

// New gives an error that equals only itself.
func New(text string) error { return &errorString{text} }

var ErrUnsupported = New("unsupported operation")

// comparable says whether v may be compared with ==.
func comparable(v any) bool

// targetFault says what is wrong with the target of As: "" or a panic's text.
func targetFault(target any) string

// assign stores err in *target if it has the type for that.
func assign(err error, target any) bool

func Unwrap(err error) error {
	if u, ok := err.(interface{ Unwrap() error }); ok {
		return u.Unwrap()
	}
	return nil
}

func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	return is(err, target, comparable(target))
}

func is(err, target error, targetComparable bool) bool {
	for err != nil {
		if targetComparable && err == target {
			return true
		}
		if x, ok := err.(interface{ Is(error) bool }); ok && x.Is(target) {
			return true
		}
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range many.Unwrap() {
				if is(e, target, targetComparable) {
					return true
				}
			}
			return false
		}
		err = Unwrap(err)
	}
	return false
}

func As(err error, target any) bool {
	if err == nil {
		return false
	}
	if fault := targetFault(target); fault != "" {
		panic(fault)
	}
	return as(err, target)
}

func as(err error, target any) bool {
	for err != nil {
		if assign(err, target) {
			return true
		}
		if x, ok := err.(interface{ As(any) bool }); ok && x.As(target) {
			return true
		}
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range many.Unwrap() {
				if e != nil && as(e, target) {
					return true
				}
			}
			return false
		}
		err = Unwrap(err)
	}
	return false
}

type joinError struct {
	errs []error
}

func (e *joinError) Error() string {
	text := ""
	for i, err := range e.errs {
		if i > 0 {
			text += "\n"
		}
		text += err.Error()
	}
	return text
}

func (e *joinError) Unwrap() []error { return e.errs }

// Join wraps those of errs that are not nil; nil if all are.
func Join(errs ...error) error {
	var some []error
	for _, err := range errs {
		if err != nil {
			some = append(some, err)
		}
	}
	if len(some) == 0 {
		return nil
	}
	return &joinError{some}
}

// AsType is As with a result.
func AsType[E error](err error) (E, bool) {
	var e E
	ok := err != nil && As(err, &e)
	return e, ok
}
