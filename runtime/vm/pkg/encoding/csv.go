// Package csv reads and writes lines of fields with commas between them, after RFC 4180.
//
// SPDX-License-Identifier: MIT
package csv

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	ErrBareQuote     = errors.New("bare \" in non-quoted-field")
	ErrQuote         = errors.New("extraneous or missing \" in quoted-field")
	ErrFieldCount    = errors.New("wrong number of fields")
	ErrTrailingComma = errors.New("extra delimiter at end of line")

	errInvalidDelim = errors.New("csv: invalid field or comment delimiter")
)

// A ParseError says where: lines and columns count from 1, columns in bytes.
type ParseError struct {
	StartLine int
	Line      int
	Column    int
	Err       error
}

func (e *ParseError) Error() string {
	switch {
	case e.Err == ErrFieldCount:
		return fmt.Sprintf("record on line %d: %v", e.Line, e.Err)
	case e.StartLine != e.Line:
		return fmt.Sprintf("record on line %d; parse error on line %d, column %d: %v", e.StartLine, e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("parse error on line %d, column %d: %v", e.Line, e.Column, e.Err)
}

func (e *ParseError) Unwrap() error { return e.Err }

type position struct{ line, column int }

type Reader struct {
	Comma            rune
	Comment          rune
	FieldsPerRecord  int
	LazyQuotes       bool
	TrimLeadingSpace bool
	ReuseRecord      bool
	TrailingComma    bool

	r      *bufio.Reader
	line   int
	offset int64
	places []position
}

func NewReader(r io.Reader) *Reader { return &Reader{Comma: ',', r: bufio.NewReader(r)} }

func (r *Reader) InputOffset() int64 { return r.offset }

func (r *Reader) FieldPos(field int) (line, column int) {
	if field < 0 || field >= len(r.places) {
		panic("out of range index passed to FieldPos")
	}
	return r.places[field].line, r.places[field].column
}

// readLine ends it with a single '\n', but for the last one.
func (r *Reader) readLine() (string, error) {
	line, err := r.r.ReadString('\n')
	r.offset += int64(len(line))
	if line != "" && err == io.EOF {
		err = nil
		line = strings.TrimSuffix(line, "\r")
	}
	r.line++
	if before, found := strings.CutSuffix(line, "\r\n"); found {
		line = before + "\n"
	}
	return line, err
}

func isDelimiter(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

// A record is read field by field; line is what is left of the line at place.
type record struct {
	r      *Reader
	fields []string
	line   string
	full   string
	start  int
}

func (c *record) column() int { return len(c.full) - len(c.line) + 1 }

func (c *record) wrong(err error, column int) error {
	return &ParseError{StartLine: c.start, Line: c.r.line, Column: column, Err: err}
}

// plain reads a field without quotes; more: another one follows.
func (c *record) plain() (field string, more bool, err error) {
	column := c.column()
	field, rest, more := strings.Cut(c.line, string(c.r.Comma))
	if !more {
		field, rest = strings.TrimSuffix(field, "\n"), ""
	}
	if at := strings.IndexByte(field, '"'); at >= 0 && !c.r.LazyQuotes {
		return "", false, c.wrong(ErrBareQuote, column+at)
	}
	c.line = rest
	return field, more, nil
}

// quoted reads from behind the first quote.
func (c *record) quoted() (field string, more bool, err error) {
	var text strings.Builder
	comma := string(c.r.Comma)
	for {
		before, rest, found := strings.Cut(c.line, "\"")
		text.WriteString(before)
		if !found {
			next, err := c.r.readLine()
			if err == io.EOF && c.r.LazyQuotes {
				c.line = ""
				return text.String(), false, nil
			}
			if err == io.EOF {
				c.r.line--
				err = c.wrong(ErrQuote, len(c.full)+1)
			}
			if err != nil {
				return "", false, err
			}
			c.line, c.full = next, next
			continue
		}
		c.line = rest
		switch {
		case strings.HasPrefix(rest, "\""):
			text.WriteByte('"')
			c.line = rest[1:]
		case strings.HasPrefix(rest, comma):
			c.line = rest[len(comma):]
			return text.String(), true, nil
		case rest == "" || rest == "\n":
			c.line = ""
			return text.String(), false, nil
		case c.r.LazyQuotes:
			text.WriteByte('"')
		default:
			return "", false, c.wrong(ErrQuote, c.column()-1)
		}
	}
}

func (c *record) read() error {
	for more := true; more; {
		var field string
		var err error
		if c.r.TrimLeadingSpace {
			c.line = strings.TrimLeftFunc(c.line, func(r rune) bool { return r != '\n' && unicode.IsSpace(r) })
		}
		c.r.places = append(c.r.places, position{c.r.line, c.column()})
		if strings.HasPrefix(c.line, "\"") {
			c.line = c.line[1:]
			field, more, err = c.quoted()
		} else {
			field, more, err = c.plain()
		}
		if err != nil {
			return err
		}
		c.fields = append(c.fields, field)
	}
	return nil
}

func (r *Reader) Read() ([]string, error) {
	if r.Comma == r.Comment || !isDelimiter(r.Comma) || r.Comment != 0 && !isDelimiter(r.Comment) {
		return nil, errInvalidDelim
	}
	var line string
	for {
		var err error
		if line, err = r.readLine(); err != nil {
			return nil, err
		}
		isComment := r.Comment != 0 && strings.HasPrefix(line, string(r.Comment))
		if !isComment && line != "\n" {
			break
		}
	}
	r.places = r.places[:0]
	c := &record{r: r, line: line, full: line, start: r.line}
	if err := c.read(); err != nil {
		return c.fields, err
	}
	if r.FieldsPerRecord > 0 && len(c.fields) != r.FieldsPerRecord {
		return c.fields, &ParseError{StartLine: c.start, Line: c.start, Column: 1, Err: ErrFieldCount}
	}
	if r.FieldsPerRecord == 0 {
		r.FieldsPerRecord = len(c.fields)
	}
	return c.fields, nil
}

func (r *Reader) ReadAll() ([][]string, error) {
	var records [][]string
	for {
		record, err := r.Read()
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}

type Writer struct {
	Comma   rune
	UseCRLF bool
	w       *bufio.Writer
}

func NewWriter(w io.Writer) *Writer { return &Writer{Comma: ',', w: bufio.NewWriter(w)} }

// needsQuotes: also what a reader could take for something else.
func (w *Writer) needsQuotes(field string) bool {
	if field == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(field)
	return field == `\.` || unicode.IsSpace(first) || strings.ContainsRune(field, w.Comma) ||
		strings.ContainsAny(field, "\"\r\n")
}

func (w *Writer) Write(record []string) error {
	if !isDelimiter(w.Comma) {
		return errInvalidDelim
	}
	for i, field := range record {
		if i > 0 {
			w.w.WriteRune(w.Comma)
		}
		if w.needsQuotes(field) {
			field = strings.ReplaceAll(field, "\"", "\"\"")
			if w.UseCRLF {
				field = strings.ReplaceAll(strings.ReplaceAll(field, "\r", ""), "\n", "\r\n")
			}
			field = "\"" + field + "\""
		}
		w.w.WriteString(field)
	}
	end := "\n"
	if w.UseCRLF {
		end = "\r\n"
	}
	_, err := w.w.WriteString(end)
	return err
}

func (w *Writer) Flush() { w.w.Flush() }

func (w *Writer) Error() error {
	_, err := w.w.Write(nil)
	return err
}

func (w *Writer) WriteAll(records [][]string) error {
	for _, record := range records {
		if err := w.Write(record); err != nil {
			return err
		}
	}
	return w.w.Flush()
}
