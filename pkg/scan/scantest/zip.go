package scantest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"maps"
	"slices"
	"strings"
)

// Part is one file of an archive.
type Part struct {
	Name   string
	Text   string
	Stored bool // not packed
}

// Zip packs parts in their order, as a careful writer does: sizes in each local
// header, nothing between the entries.
func Zip(parts ...Part) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		packed := []byte(p.Text)
		header := &zip.FileHeader{Name: p.Name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(p.Text)), UncompressedSize64: uint64(len(p.Text))}
		if !p.Stored && !strings.HasSuffix(p.Name, "/") {
			header.Method, packed = zip.Deflate, deflated([]byte(p.Text))
		}
		header.CompressedSize64 = uint64(len(packed))
		into, err := w.CreateRaw(header)
		must(err)
		_, err = into.Write(packed)
		must(err)
	}
	must(w.Close())
	return out.Bytes()
}

// streamed packs parts as a writer does that cannot go back: sizes follow each
// file's data.
func streamed(parts ...Part) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		method := zip.Deflate
		if p.Stored || strings.HasSuffix(p.Name, "/") {
			method = zip.Store
		}
		if p.Name == "mimetype" {
			header := &zip.FileHeader{Name: p.Name, CRC32: crc32.ChecksumIEEE([]byte(p.Text)), CompressedSize64: uint64(len(p.Text)), UncompressedSize64: uint64(len(p.Text))}
			into, err := w.CreateRaw(header)
			must(err)
			_, err = io.WriteString(into, p.Text)
			must(err)
			continue
		}
		into, err := w.CreateHeader(&zip.FileHeader{Name: p.Name, Method: method})
		must(err)
		_, err = io.WriteString(into, p.Text)
		must(err)
	}
	must(w.Close())
	return out.Bytes()
}

func deflated(text []byte) []byte {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	must(err)
	_, err = w.Write(text)
	must(err)
	must(w.Close())
	return out.Bytes()
}

// with adds parts to others, or replaces those of the same name.
func with(parts []Part, more ...Part) []Part {
	all := slices.Clone(parts)
	for _, p := range more {
		i := slices.IndexFunc(all, func(old Part) bool { return old.Name == p.Name })
		if i >= 0 {
			all[i] = p
			continue
		}
		all = append(all, p)
	}
	return all
}

// without leaves one part out.
func without(parts []Part, name string) []Part {
	return slices.DeleteFunc(slices.Clone(parts), func(p Part) bool { return p.Name == name })
}

// sorted lists the keys of a map in order, so that every run makes the same files.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// must is for what cannot fail in memory.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
