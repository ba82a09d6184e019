package scan

import "mydata.nat.gov.tw/portal/pkg/upload"

// maxScans is how many passes a progressive picture may have; each costs a
// reader the whole picture.
const maxScans = 100

// Markers of JPEG (ITU-T T.81, table B.1) that are told apart.
const (
	markerStart   = 0xd8 // SOI
	markerEnd     = 0xd9 // EOI
	markerScan    = 0xda // SOS
	markerHuffman = 0xc4 // DHT
	markerExt     = 0xc8 // JPG
	markerArith   = 0xcc // DAC
	markerComment = 0xfe // COM
)

// inspectJPEG reads every segment up to the end of the image, which has to be
// the end of the file.
func inspectJPEG(content []byte) upload.Reason {
	rest, scans, framed := content[2:], 0, false
	for {
		if len(rest) < 2 || rest[0] != 0xff {
			return upload.Malformed
		}
		marker := rest[1]
		rest = rest[2:]
		switch {
		case marker == 0xff: // a fill byte; the marker follows
			rest = content[len(content)-len(rest)-1:]
			continue
		case marker == markerEnd:
			return ending(rest, scans > 0)
		case marker == markerStart, marker == 0, marker >= 0xd0 && marker <= 0xd7, marker == 1:
			return upload.Malformed
		}
		if len(rest) < 2 {
			return upload.Malformed
		}
		length := int(rest[0])<<8 | int(rest[1])
		if length < 2 || length > len(rest) {
			return upload.Malformed
		}
		body := rest[2:length]
		rest = rest[length:]
		switch {
		case frame(marker):
			if framed || len(body) < 6 {
				return upload.Malformed
			}
			framed = true
			height, width := uint64(body[1])<<8|uint64(body[2]), uint64(body[3])<<8|uint64(body[4])
			if height == 0 || width == 0 {
				return upload.Malformed
			}
			if tooLarge(width, height) {
				return upload.Bomb
			}
		case marker == markerScan:
			if scans++; scans > maxScans {
				return upload.Bomb
			}
			if !framed {
				return upload.Malformed
			}
			rest = afterScan(rest)
		case marker == markerComment, marker >= 0xe0 && marker <= 0xef:
			if reason := plainWords(body); reason != "" {
				return reason
			}
		}
	}
}

// frame reports whether a marker begins a frame: SOF0 to SOF15.
func frame(marker byte) bool {
	return marker >= 0xc0 && marker <= 0xcf && marker != markerHuffman && marker != markerExt && marker != markerArith
}

// afterScan skips the entropy-coded data of a scan, up to the next marker.
func afterScan(rest []byte) []byte {
	for i := 0; i+1 < len(rest); i++ {
		if next := rest[i+1]; rest[i] == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return rest[i:]
		}
	}
	return nil
}

// ending accepts nothing behind the image but a few blanks.
func ending(rest []byte, complete bool) upload.Reason {
	if !complete {
		return upload.Malformed
	}
	if len(rest) > 16 {
		return upload.Polyglot
	}
	for _, b := range rest {
		if b != 0 && b != '\n' && b != '\r' {
			return upload.Polyglot
		}
	}
	return ""
}
