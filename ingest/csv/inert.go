package csv

import "strings"

// formula is what a spreadsheet takes a cell for a formula by, where it begins with it.
const formula = "=+-@\t\r"

// Inert returns a cell's text as no spreadsheet takes it for a formula: with an apostrophe before it where it begins with
// =, +, -, @, a tab or a carriage return. One that begins with apostrophes before these gets one more, so that Plain always
// finds the text again.
func Inert(text string) string {
	if isFormula(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}

// Plain undoes Inert. What somebody typed without an apostrophe stays as it is.
func Plain(cell string) string {
	if rest, is := strings.CutPrefix(cell, "'"); is && isFormula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return cell
}

func isFormula(text string) bool { return text != "" && strings.IndexByte(formula, text[0]) >= 0 }
