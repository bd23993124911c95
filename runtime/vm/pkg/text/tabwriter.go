// Package tabwriter lines up columns of text.
//
// A cell ends with a tab; what stands behind the last tab of a line is in no column. A column
// is a run of lines that follow each other and all have a cell there: so it ends at a line
// that has none, and the columns right of it are laid out run by run.
//
// SPDX-License-Identifier: MIT
package tabwriter

import (
	"io"
	"unicode/utf8"
)

const (
	FilterHTML uint = 1 << iota
	StripEscape
	AlignRight
	DiscardEmptyColumns
	TabIndent
	Debug
)

// Escape begins and ends text that is taken as it is.
const Escape = '\xff'

// A cell is size bytes of the text, width characters wide; ended by a '\t' it is in a column.
type cell struct {
	size, width int
	isHard      bool // not by a '\v' that only closes it
}

type Writer struct {
	output   io.Writer
	minWidth int
	tabWidth int
	padding  int
	padBytes [8]byte
	flags    uint

	text    []byte // of all cells, without what ends them
	at      int    // text up to here has been counted in the last cell's width
	cell    cell   // the last one, growing
	endChar byte   // what ends the escaped text we are in; 0: in none
	lines   [][]cell
	widths  []int
}

func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

func (b *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	*b = Writer{output: output, minWidth: minwidth, tabWidth: tabwidth, padding: padding, flags: flags}
	for i := range b.padBytes {
		b.padBytes[i] = padchar
	}
	if padchar == '\t' {
		// Tabs only line up what is left of them.
		b.flags &^= AlignRight
	}
	b.reset()
	return b
}

func (b *Writer) reset() {
	b.text, b.at, b.cell, b.endChar = b.text[:0], 0, cell{}, 0
	b.lines = [][]cell{nil}
	b.widths = nil
}

// A failure of the output leaves by panic.
type failure struct{ err error }

func (b *Writer) write(p []byte) {
	n, err := b.output.Write(p)
	if n != len(p) && err == nil {
		err = io.ErrShortWrite
	}
	if err != nil {
		panic(failure{err})
	}
}

func (b *Writer) writeTimes(p []byte, n int) {
	for ; n > len(p); n -= len(p) {
		b.write(p)
	}
	b.write(p[:n])
}

// pad writes from the text's end to the cell's, with tabs if that is the padding.
func (b *Writer) pad(textWidth, cellWidth int, useTabs bool) {
	if b.padBytes[0] != '\t' && !useTabs {
		b.writeTimes(b.padBytes[:], cellWidth-textWidth)
		return
	}
	if b.tabWidth == 0 {
		return
	}
	cellWidth = (cellWidth + b.tabWidth - 1) / b.tabWidth * b.tabWidth
	if cellWidth < textWidth {
		panic("internal error")
	}
	b.writeTimes([]byte("\t\t\t\t\t\t\t\t"), (cellWidth-textWidth+b.tabWidth-1)/b.tabWidth)
}

func (b *Writer) writeLines(at, first, after int) int {
	for i := first; i < after; i++ {
		line := b.lines[i]
		useTabs := b.flags&TabIndent != 0
		for j, c := range line {
			if j > 0 && b.flags&Debug != 0 {
				b.write([]byte{'|'})
			}
			switch {
			case c.size == 0:
				if j < len(b.widths) {
					b.pad(c.width, b.widths[j], useTabs)
				}
			case b.flags&AlignRight == 0:
				useTabs = false
				b.write(b.text[at : at+c.size])
				if j < len(b.widths) {
					b.pad(c.width, b.widths[j], false)
				}
			default:
				useTabs = false
				if j < len(b.widths) {
					b.pad(c.width, b.widths[j], false)
				}
				b.write(b.text[at : at+c.size])
			}
			at += c.size
		}
		if i+1 == len(b.lines) {
			// The last line has no end yet; its last cell is still open.
			b.write(b.text[at : at+b.cell.size])
			at += b.cell.size
		} else {
			b.write([]byte{'\n'})
		}
	}
	return at
}

// layOut writes lines first to after-1. Where a line has one column more than we are in, the
// run of such lines is a column: find its width, and lay out what is right of it.
func (b *Writer) layOut(at, first, after int) int {
	column := len(b.widths)
	for this := first; this < after; this++ {
		if column >= len(b.lines[this])-1 {
			continue
		}
		at = b.writeLines(at, first, this)
		first = this
		width, isEmpty := b.minWidth, true
		for ; this < after && column < len(b.lines[this])-1; this++ {
			c := b.lines[this][column]
			width = max(width, c.width+b.padding)
			if c.width > 0 || c.isHard {
				isEmpty = false
			}
		}
		if isEmpty && b.flags&DiscardEmptyColumns != 0 {
			width = 0
		}
		b.widths = append(b.widths, width)
		at = b.layOut(at, first, this)
		b.widths = b.widths[:column]
		first = this
		this--
	}
	return b.writeLines(at, first, after)
}

func (b *Writer) append(p []byte) {
	b.text = append(b.text, p...)
	b.cell.size += len(p)
}

func (b *Writer) updateWidth() {
	b.cell.width += utf8.RuneCount(b.text[b.at:])
	b.at = len(b.text)
}

var endChars = map[byte]byte{Escape: Escape, '<': '>', '&': ';'}

func (b *Writer) startEscape(c byte) { b.endChar = endChars[c] }

// endEscape: a tag is as wide as nothing, an entity as one character.
func (b *Writer) endEscape() {
	switch b.endChar {
	case Escape:
		b.updateWidth()
		if b.flags&StripEscape == 0 {
			b.cell.width -= 2
		}
	case ';':
		b.cell.width++
	}
	b.at = len(b.text)
	b.endChar = 0
}

// endCell is how many cells the line has then.
func (b *Writer) endCell(isHard bool) int {
	b.cell.isHard = isHard
	last := &b.lines[len(b.lines)-1]
	*last = append(*last, b.cell)
	b.cell = cell{}
	return len(*last)
}

// flush writes all there is; then there is nothing.
func (b *Writer) flush() (err error) {
	defer func() {
		if r := recover(); r != nil {
			failed, ok := r.(failure)
			if !ok {
				panic(r)
			}
			err = failed.err
		}
		b.reset()
	}()
	if b.cell.size > 0 {
		if b.endChar != 0 {
			b.endEscape()
		}
		b.endCell(false)
	}
	b.layOut(0, 0, len(b.lines))
	return nil
}

func (b *Writer) Flush() error { return b.flush() }

// endText handles what ends a cell or a line.
func (b *Writer) endText(c byte) error {
	b.updateWidth()
	nCells := b.endCell(c == '\t')
	if c != '\n' && c != '\f' {
		return nil
	}
	b.lines = append(b.lines, nil)
	if c == '\f' || nCells == 1 {
		// No column goes on beyond this line.
		if err := b.flush(); err != nil {
			return err
		}
		if c == '\f' && b.flags&Debug != 0 {
			_, err := b.output.Write([]byte("---\n"))
			return err
		}
	}
	return nil
}

func (b *Writer) Write(buf []byte) (n int, err error) {
	for i, c := range buf {
		switch {
		case b.endChar != 0:
			if c == b.endChar {
				after := i + 1
				if c == Escape && b.flags&StripEscape != 0 {
					after = i
				}
				b.append(buf[n:after])
				n = i + 1
				b.endEscape()
			}
		case c == '\t' || c == '\v' || c == '\n' || c == '\f':
			b.append(buf[n:i])
			n = i + 1
			if err := b.endText(c); err != nil {
				return n, err
			}
		case c == Escape, b.flags&FilterHTML != 0 && (c == '<' || c == '&'):
			b.append(buf[n:i])
			b.updateWidth()
			n = i
			if c == Escape && b.flags&StripEscape != 0 {
				n++
			}
			b.startEscape(c)
		}
	}
	b.append(buf[n:])
	return len(buf), nil
}

