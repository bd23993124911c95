// Package flag reads the options of a command line.
//
// SPDX-License-Identifier: MIT
package flag

import (
	"encoding"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"time"
)

var ErrHelp = errors.New("flag: help requested")

var (
	errParse = errors.New("parse error")
	errRange = errors.New("value out of range")
)

// A Value is what an option sets. One that says IsBoolFlag needs no argument.
type Value interface {
	String() string
	Set(string) error
}

type Getter interface {
	Value
	Get() any
}

type boolFlag interface {
	Value
	IsBoolFlag() bool
}

// A textUnmarshaler is both interfaces of package encoding.

type textUnmarshaler interface {
	MarshalText() (text []byte, err error)
	UnmarshalText(text []byte) error
}

// numberError is what went wrong, without the words of strconv around it.
func numberError(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, strconv.ErrRange) {
		return errRange
	}
	return errParse
}

// A scalar is where a value of one kind goes, and how it is read and shown.
type scalar[T any] struct {
	to    *T
	parse func(string) (T, error)
	show  func(T) string
}

func (s *scalar[T]) Set(text string) error {
	v, err := s.parse(text)
	if err != nil {
		return numberError(err)
	}
	*s.to = v
	return nil
}

func (s *scalar[T]) Get() any { return *s.to }

func (s *scalar[T]) String() string {
	if s == nil || s.to == nil {
		return ""
	}
	return s.show(*s.to)
}

type boolValue struct{ scalar[bool] }

func (b *boolValue) IsBoolFlag() bool { return true }

type stringValue struct{ scalar[string] }
type durationValue struct{ scalar[time.Duration] }
type intValue struct{ scalar[int] }
type int64Value struct{ scalar[int64] }
type uintValue struct{ scalar[uint] }
type uint64Value struct{ scalar[uint64] }
type float64Value struct{ scalar[float64] }

func parseInt(s string) (int, error) {
	n, err := strconv.ParseInt(s, 0, strconv.IntSize)
	return int(n), err
}

func parseUint(s string) (uint, error) {
	n, err := strconv.ParseUint(s, 0, strconv.IntSize)
	return uint(n), err
}

func parseInt64(s string) (int64, error)     { return strconv.ParseInt(s, 0, 64) }
func parseUint64(s string) (uint64, error)   { return strconv.ParseUint(s, 0, 64) }
func parseFloat64(s string) (float64, error) { return strconv.ParseFloat(s, 64) }
func parseString(s string) (string, error)   { return s, nil }
func showInt64(n int64) string               { return strconv.FormatInt(n, 10) }
func showUint(n uint) string                 { return strconv.FormatUint(uint64(n), 10) }
func showUint64(n uint64) string             { return strconv.FormatUint(n, 10) }
func showFloat64(x float64) string           { return strconv.FormatFloat(x, 'g', -1, 64) }
func showString(s string) string             { return s }

type funcValue func(string) error

func (f funcValue) Set(s string) error { return f(s) }
func (f funcValue) String() string     { return "" }

type boolFuncValue func(string) error

func (f boolFuncValue) Set(s string) error { return f(s) }
func (f boolFuncValue) String() string     { return "" }
func (f boolFuncValue) IsBoolFlag() bool   { return true }

type textValue struct{ p textUnmarshaler }

func (v textValue) Set(s string) error { return v.p.UnmarshalText([]byte(s)) }
func (v textValue) Get() any           { return v.p }
func (v textValue) String() string {
	if v.p != nil {
		if b, err := v.p.MarshalText(); err == nil {
			return string(b)
		}
	}
	return ""
}

// ErrorHandling says what Parse does about a wrong option.
type ErrorHandling int

const (
	ContinueOnError ErrorHandling = iota
	ExitOnError
	PanicOnError
)

// A Flag is one option.
type Flag struct {
	Name     string
	Usage    string
	Value    Value
	DefValue string
}

// A FlagSet is the options of one command.
type FlagSet struct {
	Usage func()

	name     string
	parsed   bool
	actual   map[string]*Flag
	formal   map[string]*Flag
	args     []string
	handling ErrorHandling
	output   io.Writer
	early    map[string]string // set before they were defined: where
}

func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	f := &FlagSet{name: name, handling: errorHandling}
	f.Usage = f.defaultUsage
	return f
}

func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name = name
	f.handling = errorHandling
}

func (f *FlagSet) Name() string                 { return f.name }
func (f *FlagSet) ErrorHandling() ErrorHandling { return f.handling }
func (f *FlagSet) SetOutput(output io.Writer)   { f.output = output }
func (f *FlagSet) Parsed() bool                 { return f.parsed }
func (f *FlagSet) Args() []string               { return f.args }
func (f *FlagSet) NArg() int                    { return len(f.args) }
func (f *FlagSet) NFlag() int                   { return len(f.actual) }
func (f *FlagSet) Lookup(name string) *Flag     { return f.formal[name] }

func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

func (f *FlagSet) Arg(i int) string {
	if i < 0 || i >= len(f.args) {
		return ""
	}
	return f.args[i]
}

// each visits flags in order of their names.
func each(flags map[string]*Flag, visit func(*Flag)) {
	names := make([]string, 0, len(flags))
	for name := range flags {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		visit(flags[name])
	}
}

func (f *FlagSet) VisitAll(fn func(*Flag)) { each(f.formal, fn) }
func (f *FlagSet) Visit(fn func(*Flag))    { each(f.actual, fn) }

func (f *FlagSet) Set(name, value string) error {
	flag, ok := f.formal[name]
	if !ok {
		if f.early == nil {
			f.early = map[string]string{}
		}
		place := ""
		if _, file, line, ok := runtime.Caller(2); ok {
			place = file + ":" + strconv.Itoa(line)
		}
		f.early[name] = place
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := flag.Value.Set(value); err != nil {
		return err
	}
	if f.actual == nil {
		f.actual = map[string]*Flag{}
	}
	f.actual[name] = flag
	return nil
}

// --- Defining ---

func (f *FlagSet) failure(format string, a ...any) string {
	message := fmt.Sprintf(format, a...)
	fmt.Fprintln(f.Output(), message)
	return message
}

func (f *FlagSet) Var(value Value, name string, usage string) {
	if strings.HasPrefix(name, "-") {
		panic(f.failure("flag %q begins with -", name))
	}
	if strings.Contains(name, "=") {
		panic(f.failure("flag %q contains =", name))
	}
	if _, ok := f.formal[name]; ok {
		if f.name == "" {
			panic(f.failure("flag redefined: %s", name))
		}
		panic(f.failure("%s flag redefined: %s", f.name, name))
	}
	if place := f.early[name]; place != "" {
		panic(fmt.Sprintf("flag %s set at %s before being defined", name, place))
	}
	if f.formal == nil {
		f.formal = map[string]*Flag{}
	}
	f.formal[name] = &Flag{name, usage, value, value.String()}
}

func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	*p = value
	f.Var(&boolValue{scalar[bool]{p, strconv.ParseBool, strconv.FormatBool}}, name, usage)
}

func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	*p = value
	f.Var(&intValue{scalar[int]{p, parseInt, strconv.Itoa}}, name, usage)
}

func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	*p = value
	f.Var(&int64Value{scalar[int64]{p, parseInt64, showInt64}}, name, usage)
}

func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	*p = value
	f.Var(&uintValue{scalar[uint]{p, parseUint, showUint}}, name, usage)
}

func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	*p = value
	f.Var(&uint64Value{scalar[uint64]{p, parseUint64, showUint64}}, name, usage)
}

func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	*p = value
	f.Var(&float64Value{scalar[float64]{p, parseFloat64, showFloat64}}, name, usage)
}

func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	*p = value
	f.Var(&stringValue{scalar[string]{p, parseString, showString}}, name, usage)
}

func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	*p = value
	f.Var(&durationValue{scalar[time.Duration]{p, time.ParseDuration, time.Duration.String}},
		name, usage)
}

func (f *FlagSet) TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler,
	usage string) {
	both, ok := p.(textUnmarshaler)
	if !ok {
		panic("flag: variable of TextVar cannot show its value")
	}
	if text, err := value.MarshalText(); err == nil {
		both.UnmarshalText(text)
	}
	f.Var(textValue{both}, name, usage)
}

func (f *FlagSet) Func(name, usage string, fn func(string) error) {
	f.Var(funcValue(fn), name, usage)
}

func (f *FlagSet) BoolFunc(name, usage string, fn func(string) error) {
	f.Var(boolFuncValue(fn), name, usage)
}

func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Int(name string, value int, usage string) *int {
	p := new(int)
	f.IntVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64Var(p, name, value, usage)
	return p
}

func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	p := new(uint64)
	f.Uint64Var(p, name, value, usage)
	return p
}

func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64Var(p, name, value, usage)
	return p
}

func (f *FlagSet) String(name string, value string, usage string) *string {
	p := new(string)
	f.StringVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVar(p, name, value, usage)
	return p
}

// --- Usage ---

// UnquoteUsage gives what the argument is called (the word between back quotes
// in the text, else what its type suggests), and the text without them.
func UnquoteUsage(flag *Flag) (name string, usage string) {
	usage = flag.Usage
	if before, rest, ok := strings.Cut(usage, "`"); ok {
		if word, after, ok := strings.Cut(rest, "`"); ok {
			return word, before + word + after
		}
	}
	name = "value"
	switch v := flag.Value.(type) {
	case boolFlag:
		if v.IsBoolFlag() {
			name = ""
		}
	case *durationValue:
		name = "duration"
	case *float64Value:
		name = "float"
	case *intValue, *int64Value:
		name = "int"
	case *stringValue:
		name = "string"
	case *uintValue, *uint64Value:
		name = "uint"
	}
	return
}

// hasDefault tells whether the default is worth a word: it is not the type's zero.
func hasDefault(flag *Flag) bool {
	switch flag.Value.(type) {
	case *boolValue:
		return flag.DefValue != "false"
	case *intValue, *int64Value, *uintValue, *uint64Value, *float64Value:
		return flag.DefValue != "0"
	case *durationValue:
		return flag.DefValue != "0s"
	}
	return flag.DefValue != ""
}

func (f *FlagSet) PrintDefaults() {
	f.VisitAll(func(flag *Flag) {
		line := "  -" + flag.Name
		name, usage := UnquoteUsage(flag)
		if name != "" {
			line += " " + name
		}
		// An option of one letter, without an argument, leaves room on its line.
		if len(line) <= 4 {
			line += "\t"
		} else {
			line += "\n    \t"
		}
		line += strings.ReplaceAll(usage, "\n", "\n    \t")
		if hasDefault(flag) {
			if _, ok := flag.Value.(*stringValue); ok {
				line += fmt.Sprintf(" (default %q)", flag.DefValue)
			} else {
				line += fmt.Sprintf(" (default %v)", flag.DefValue)
			}
		}
		fmt.Fprintln(f.Output(), line)
	})
}

func (f *FlagSet) defaultUsage() {
	if f.name == "" {
		fmt.Fprint(f.Output(), "Usage:\n")
	} else {
		fmt.Fprintf(f.Output(), "Usage of %s:\n", f.name)
	}
	f.PrintDefaults()
}

func (f *FlagSet) usage() {
	if f.Usage == nil {
		f.defaultUsage()
	} else {
		f.Usage()
	}
}

// --- Parsing ---

func (f *FlagSet) wrong(format string, a ...any) error {
	message := f.failure(format, a...)
	f.usage()
	return errors.New(message)
}

func isSwitch(flag *Flag) bool {
	b, ok := flag.Value.(boolFlag)
	return ok && b.IsBoolFlag()
}

// parseOne takes one option off the arguments; false: there is none.
func (f *FlagSet) parseOne() (bool, error) {
	if len(f.args) == 0 {
		return false, nil
	}
	arg := f.args[0]
	if len(arg) < 2 || arg[0] != '-' {
		return false, nil
	}
	if arg == "--" {
		f.args = f.args[1:]
		return false, nil
	}
	name, value, hasValue := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
	if name == "" || name[0] == '-' {
		return false, f.wrong("bad flag syntax: %s", arg)
	}
	f.args = f.args[1:]
	flag, ok := f.formal[name]
	if !ok {
		if name == "help" || name == "h" {
			f.usage()
			return false, ErrHelp
		}
		return false, f.wrong("flag provided but not defined: -%s", name)
	}
	if isSwitch(flag) {
		if !hasValue {
			value = "true"
		}
		if err := flag.Value.Set(value); err != nil {
			if !hasValue {
				return false, f.wrong("invalid boolean flag %s: %v", name, err)
			}
			return false, f.wrong("invalid boolean value %q for -%s: %v", value, name, err)
		}
	} else {
		if !hasValue && len(f.args) > 0 {
			value, hasValue = f.args[0], true
			f.args = f.args[1:]
		}
		if !hasValue {
			return false, f.wrong("flag needs an argument: -%s", name)
		}
		if err := flag.Value.Set(value); err != nil {
			return false, f.wrong("invalid value %q for flag -%s: %v", value, name, err)
		}
	}
	if f.actual == nil {
		f.actual = map[string]*Flag{}
	}
	f.actual[name] = flag
	return true, nil
}

func (f *FlagSet) Parse(arguments []string) error {
	f.parsed = true
	f.args = arguments
	for {
		more, err := f.parseOne()
		if err != nil {
			switch f.handling {
			case ContinueOnError:
				return err
			case ExitOnError:
				if err == ErrHelp {
					os.Exit(0)
				}
				os.Exit(2)
			case PanicOnError:
				panic(err)
			}
		}
		if !more {
			return nil
		}
	}
}

// --- The program's own ---

// CommandLine is what the functions of this package are about.
var CommandLine = NewFlagSet(os.Args[0], ExitOnError)

// Usage is called when an option of the program is wrong.
var Usage = func() {
	fmt.Fprintf(CommandLine.Output(), "Usage of %s:\n", os.Args[0])
	PrintDefaults()
}

func init() {
	CommandLine.Usage = func() { Usage() }
}

func Parse()                                         { CommandLine.Parse(os.Args[1:]) }
func Parsed() bool                                   { return CommandLine.Parsed() }
func Args() []string                                 { return CommandLine.args }
func NArg() int                                      { return len(CommandLine.args) }
func Arg(i int) string                               { return CommandLine.Arg(i) }
func NFlag() int                                     { return len(CommandLine.actual) }
func Lookup(name string) *Flag                       { return CommandLine.Lookup(name) }
func Set(name, value string) error                   { return CommandLine.Set(name, value) }
func Visit(fn func(*Flag))                           { CommandLine.Visit(fn) }
func VisitAll(fn func(*Flag))                        { CommandLine.VisitAll(fn) }
func PrintDefaults()                                 { CommandLine.PrintDefaults() }
func Var(value Value, name string, usage string)     { CommandLine.Var(value, name, usage) }
func Func(name, usage string, fn func(string) error) { CommandLine.Func(name, usage, fn) }

func BoolFunc(name, usage string, fn func(string) error) {
	CommandLine.BoolFunc(name, usage, fn)
}

func TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler,
	usage string) {
	CommandLine.TextVar(p, name, value, usage)
}

func BoolVar(p *bool, name string, value bool, usage string) {
	CommandLine.BoolVar(p, name, value, usage)
}

func IntVar(p *int, name string, value int, usage string) {
	CommandLine.IntVar(p, name, value, usage)
}

func Int64Var(p *int64, name string, value int64, usage string) {
	CommandLine.Int64Var(p, name, value, usage)
}

func UintVar(p *uint, name string, value uint, usage string) {
	CommandLine.UintVar(p, name, value, usage)
}

func Uint64Var(p *uint64, name string, value uint64, usage string) {
	CommandLine.Uint64Var(p, name, value, usage)
}

func Float64Var(p *float64, name string, value float64, usage string) {
	CommandLine.Float64Var(p, name, value, usage)
}

func StringVar(p *string, name string, value string, usage string) {
	CommandLine.StringVar(p, name, value, usage)
}

func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	CommandLine.DurationVar(p, name, value, usage)
}

func Bool(name string, value bool, usage string) *bool {
	return CommandLine.Bool(name, value, usage)
}

func Int(name string, value int, usage string) *int {
	return CommandLine.Int(name, value, usage)
}

func Int64(name string, value int64, usage string) *int64 {
	return CommandLine.Int64(name, value, usage)
}

func Uint(name string, value uint, usage string) *uint {
	return CommandLine.Uint(name, value, usage)
}

func Uint64(name string, value uint64, usage string) *uint64 {
	return CommandLine.Uint64(name, value, usage)
}

func Float64(name string, value float64, usage string) *float64 {
	return CommandLine.Float64(name, value, usage)
}

func String(name string, value string, usage string) *string {
	return CommandLine.String(name, value, usage)
}

func Duration(name string, value time.Duration, usage string) *time.Duration {
	return CommandLine.Duration(name, value, usage)
}
