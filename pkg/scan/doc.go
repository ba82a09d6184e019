// Package scan looks through files that people hand in (B11). It takes a file's
// bytes, finds out what they are whatever the file is called, and refuses what
// could do more on a reader's machine than be read.
//
//	PDF         begins and ends as one; no script, no action that starts anything, no file inside, no
//	            encryption, also in object streams; streams grow within bounds     pdf*.go
//	ODF, OOXML  one archive without gaps, prefix or comment; every XML part is read; no macros, scripts,
//	            foreign objects, outside content, encryption, document types       zip.go, odf.go, ooxml.go, xml*.go
//	PNG, JPEG   every chunk or segment up to the last byte; size of the picture    png.go, jpeg.go
//	ZIP         an archive as above whose files are no programs and no archives    zip.go
//
// Everything else is unknown and refused, SVG, HTML and older Office formats
// among it. Whatever is not understood is refused, never passed: readers are
// more lenient than rules, and a file that means two things to two readers is
// what an attacker sends.
//
// Work is bounded: a file is at most upload.MaxSize, and what is unpacked of it,
// at all levels together, at most maxUnpacked.
package scan
