package scan

import (
	"bytes"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

// maxUnpacked bounds what is unpacked of one file, in bytes.
const maxUnpacked = 160 << 20

// Inspect returns what a file is by its content, and why it is refused; the
// reason is empty for a clean one. The type is empty where it is not known.
func Inspect(content []byte) (upload.Type, upload.Reason) {
	switch {
	case len(content) == 0:
		return "", upload.Empty
	case len(content) > upload.MaxSize:
		return "", upload.TooLarge
	}
	return inspect(content, &allowance{left: maxUnpacked})
}

// Beginnings of the formats that are looked through, and of some that are told
// apart so that the person learns why.
var (
	pdfHead     = []byte("%PDF-")
	zipHead     = []byte("PK\x03\x04")
	pngHead     = []byte("\x89PNG\r\n\x1a\n")
	jpegHead    = []byte("\xff\xd8\xff")
	oldOffice   = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") // also every encrypted Office file
	zipEnd      = []byte("PK\x05\x06")
	sniffLength = 1024 // how far readers of PDF look for the beginning of one
)

func inspect(content []byte, a *allowance) (upload.Type, upload.Reason) {
	head := content[:min(len(content), sniffLength)]
	if !bytes.HasPrefix(content, pdfHead) && bytes.Contains(head, pdfHead) {
		return "", upload.Polyglot
	}
	switch {
	case bytes.HasPrefix(content, pdfHead):
		return upload.PDF, either(endsAsArchive(content), func() upload.Reason { return inspectPDF(content) })
	case bytes.HasPrefix(content, zipHead):
		return inspectArchive(content, a)
	case bytes.HasPrefix(content, pngHead):
		return upload.PNG, either(endsAsArchive(content), func() upload.Reason { return inspectPNG(content, a) })
	case bytes.HasPrefix(content, jpegHead):
		return upload.JPEG, either(endsAsArchive(content), func() upload.Reason { return inspectJPEG(content) })
	case bytes.HasPrefix(content, oldOffice):
		return "", upload.Encrypted
	}
	return "", upload.Unknown
}

func either(second bool, rest func() upload.Reason) upload.Reason {
	if second {
		return upload.Polyglot
	}
	return rest()
}

// endsAsArchive reports whether a reader of ZIP, which starts at the end of a
// file, would find an archive in this one.
func endsAsArchive(content []byte) bool {
	const record, comment = 22, 1<<16 - 1
	tail := content[max(0, len(content)-record-comment):]
	for {
		i := bytes.LastIndex(tail, zipEnd)
		if i < 0 {
			return false
		}
		if end := tail[i:]; len(end) >= record {
			directory, offset := little32(end[12:]), little32(end[16:])
			if uint64(directory)+uint64(offset) <= uint64(len(content)) {
				return true
			}
		}
		tail = tail[:i]
	}
}

// allowance is what may still be unpacked.
type allowance struct{ left int64 }

// take uses up n bytes; false where there are not so many left.
func (a *allowance) take(n int64) bool {
	a.left -= n
	return a.left >= 0
}

func little16(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 }
func little32(b []byte) uint32 { return uint32(little16(b)) | uint32(little16(b[2:]))<<16 }
