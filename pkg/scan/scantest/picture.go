package scantest

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
)

// speckled is a picture whose pixels follow from seed.
func speckled(into interface {
	image.Image
	Set(x, y int, c color.Color)
}, seed uint64) image.Image {
	r := rand.New(rand.NewPCG(seed, 1))
	b := into.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			into.Set(x, y, color.RGBA{uint8(r.Uint32()), uint8(x), uint8(y), 255})
		}
	}
	return into
}

// PNG is an honest picture.
func PNG() []byte { return pngOf(image.NewRGBA(image.Rect(0, 0, 40, 30))) }

func pngOf(into interface {
	image.Image
	Set(x, y int, c color.Color)
}) []byte {
	var out bytes.Buffer
	must(png.Encode(&out, speckled(into, 1)))
	return out.Bytes()
}

// JPEG is an honest picture.
func JPEG() []byte { return jpegOf(image.NewRGBA(image.Rect(0, 0, 64, 48)), 80) }

func jpegOf(into interface {
	image.Image
	Set(x, y int, c color.Color)
}, quality int) []byte {
	var out bytes.Buffer
	must(jpeg.Encode(&out, speckled(into, 2), &jpeg.Options{Quality: quality}))
	return out.Bytes()
}

func paletted() *image.Paletted { return image.NewPaletted(image.Rect(0, 0, 33, 17), palette.Plan9) }

// chunk is one of a PNG.
func chunk(kind string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// chunks puts further chunks behind the header of a PNG.
func chunks(picture []byte, more ...[]byte) []byte {
	const header = 8 + 25
	return bytes.Join([][]byte{picture[:header], bytes.Join(more, nil), picture[header:]}, nil)
}

// sized is a PNG whose header promises a size and whose data grow to length.
func sized(width, height uint32, length int) []byte {
	header := binary.BigEndian.AppendUint32(nil, width)
	header = append(binary.BigEndian.AppendUint32(header, height), 8, 2, 0, 0, 0)
	return bytes.Join([][]byte{[]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", header), chunk("IDAT", zlibbed(make([]byte, length))), chunk("IEND", nil)}, nil)
}

// segment is one of a JPEG.
func segment(marker byte, body []byte) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2)), body...)
}

// exif is what a phone writes of a photograph: which way is up, and a small
// picture of it.
func exif(small []byte) []byte {
	const turned, begins = 6, 8 + 2 + 12 + 4 + 2 + 2*12 + 4
	entry := func(tag, kind uint16, value uint32) []byte {
		out := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, tag), kind)
		return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(out, 1), value)
	}
	return bytes.Join([][]byte{[]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08"),
		{0, 1}, entry(0x0112, 3, turned<<16), {0, 0, 0, 26},
		{0, 2}, entry(0x0201, 4, begins), entry(0x0202, 4, uint32(len(small))), {0, 0, 0, 0}, small}, nil)
}

// segments puts further segments behind the start of a JPEG.
func segments(picture []byte, more ...[]byte) []byte {
	return bytes.Join([][]byte{picture[:2], bytes.Join(more, nil), picture[2:]}, nil)
}
