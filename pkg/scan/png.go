package scan

import (
	"bytes"
	"compress/zlib"
	"hash/crc32"
	"io"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

const (
	maxSide   = 20_000      // pixels
	maxPixels = 100_000_000 // of a whole picture
	maxText   = 1 << 20     // bytes that a compressed text or colour profile may grow to
)

func big32(b []byte) uint32 {
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

// tooLarge reports whether a picture's size is beyond all use.
func tooLarge(width, height uint64) bool {
	return width > maxSide || height > maxSide || width*height > maxPixels
}

// channels is how many samples a pixel has, by colour type.
var channels = map[byte]uint64{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}

// inspectPNG reads every chunk up to IEND, which has to be the end of the file,
// and unpacks the picture to see that it is as large as it says and no larger.
func inspectPNG(content []byte, a *allowance) upload.Reason {
	rest := content[len(pngHead):]
	var data []byte
	var expected uint64
	for first := true; ; first = false {
		if len(rest) < 12 {
			return upload.Malformed
		}
		length, kind := uint64(big32(rest)), string(rest[4:8])
		if length > uint64(len(rest)-12) {
			return upload.Malformed
		}
		body := rest[8 : 8+length]
		if crc32.ChecksumIEEE(rest[4:8+length]) != big32(rest[8+length:]) || first != (kind == "IHDR") {
			return upload.Malformed
		}
		rest = rest[12+length:]
		var reason upload.Reason
		switch kind {
		case "IHDR":
			expected, reason = pictureSize(body)
		case "IDAT":
			data = append(data, body...)
		case "IEND":
			if len(rest) > 0 {
				return upload.Polyglot
			}
			return unpacks(data, expected)
		case "PLTE":
		default:
			reason = ancillary(kind, body, a)
		}
		if reason != "" {
			return reason
		}
	}
}

// pictureSize is how many bytes the picture of a header unpacks to, at most.
func pictureSize(header []byte) (uint64, upload.Reason) {
	if len(header) != 13 {
		return 0, upload.Malformed
	}
	width, height, depth := uint64(big32(header)), uint64(big32(header[4:])), uint64(header[8])
	samples, known := channels[header[9]]
	if !known || width == 0 || height == 0 || depth == 0 || depth > 16 || header[10] != 0 || header[11] != 0 || header[12] > 1 {
		return 0, upload.Malformed
	}
	if tooLarge(width, height) {
		return 0, upload.Bomb
	}
	passes := uint64(1)
	if header[12] == 1 {
		passes = 7 // interlaced: rows of each pass are rounded up and have a filter byte
	}
	return (width*samples*depth/8+2)*height + passes*(height+width)*2, ""
}

// unpacks reports a picture that grows beyond its own size, which maxPixels
// bounds.
func unpacks(data []byte, expected uint64) upload.Reason {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return upload.Malformed
	}
	n, err := io.Copy(io.Discard, io.LimitReader(z, int64(expected)+1))
	switch {
	case uint64(n) > expected:
		return upload.Bomb
	case err != nil || n == 0:
		return upload.Malformed
	}
	return ""
}

// ancillary inspects what a picture carries beside its pixels.
func ancillary(kind string, body []byte, a *allowance) upload.Reason {
	if kind[0]&0x20 == 0 {
		return upload.Malformed // a critical chunk that no standard knows
	}
	packed := []byte(nil)
	switch kind {
	case "tEXt", "eXIf":
		return plainWords(body)
	case "zTXt", "iCCP":
		if _, after, found := bytes.Cut(body, []byte{0}); found && len(after) > 1 {
			packed = after[1:]
		}
	case "iTXt":
		_, after, found := bytes.Cut(body, []byte{0})
		if !found || len(after) < 2 || after[0] == 0 {
			return plainWords(body)
		}
		if parts := bytes.SplitN(after[2:], []byte{0}, 3); len(parts) == 3 {
			packed = parts[2]
		}
	default:
		return ""
	}
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return upload.Malformed
	}
	text, err := io.ReadAll(io.LimitReader(z, maxText+1))
	if len(text) > maxText || !a.take(int64(len(text))) {
		return upload.Bomb
	}
	if err != nil {
		return upload.Malformed
	}
	return plainWords(text)
}

// code are beginnings of what is run where a careless server or browser takes a
// picture's remarks for a page.
var code = [][]byte{[]byte("<script"), []byte("<?php"), []byte("<html"), []byte("<!doctype"), []byte("<svg"), []byte("<iframe"), []byte("javascript:"), pdfHeadLow}

var pdfHeadLow = bytes.ToLower(pdfHead)

// plainWords refuses code in remarks.
func plainWords(text []byte) upload.Reason {
	low := bytes.ToLower(text)
	for _, c := range code {
		if bytes.Contains(low, c) {
			return upload.Polyglot
		}
	}
	return ""
}
