package scantest

import (
	"bytes"
	"fmt"
	"image"
	"math/rand/v2"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Honest are files as they come from office programs, scanners and browsers.
func Honest() []File {
	var list []File
	list = append(list, honestPDFs()...)
	list = append(list, honestOffice()...)
	list = append(list, honestPictures()...)
	return list
}

func honestPDFs() []File {
	noise := make([]byte, 1<<20)
	r := rand.New(rand.NewPCG(7, 7))
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	plain := page()
	samples := map[string][]byte{
		"a page of text":              plain,
		"version 2.0":                 bytes.Replace(plain, []byte("%PDF-1.7"), []byte("%PDF-2.0"), 1),
		"blanks at its end":           append(bytes.Clone(plain), "\r\n\n"...),
		"an update":                   update(plain, "5 0 obj\n<< /Type /Annot >>\nendobj"),
		"a second update":             update(update(plain, "5 0 obj\n<< >>\nendobj"), "5 0 obj\n<< /A 1 >>\nendobj"),
		"a link whose path says JS":   page("<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://example.com.tw/JS/JavaScript) >> >>"),
		"a note about JavaScript":     page("<< /Type /Annot /Subtype /Text /Contents (Launch /JavaScript \\(/JS\\) by hand) >>"),
		"a note with brackets":        page("<< /Contents (a \\) b (c) \\\\) >>"),
		"opens at a page":             PDF("<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /XYZ 0 0 0] >>", pages, leaf, packed("", nil)),
		"opens with GoTo":             PDF("<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /GoTo /D [3 0 R /Fit] >> >>", pages, leaf, packed("", nil)),
		"opens with GoTo elsewhere":   PDF("<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >>", pages, leaf, packed("", nil), "<< /S /GoTo /D [3 0 R /Fit] >>"),
		"objects in a stream":         page(objectStream("/Type /ObjStm", 20, "<< /Type /Font /BaseFont /ABCDEF+Kai >>", "[1 2 3]", "(text)")),
		"a number first in a stream":  page(objectStream("/Type /ObjStm", 20, "1234", "<< /Length 5 >>", "17")),
		"a table as a stream":         page(packed("/Type /XRef /W [1 2 1] /Size 6 /Root 1 0 R", make([]byte, 24))),
		"a megabyte of scanned noise": page(stream("/Type /XObject /Subtype /Image /Width 1024 /Height 1024 /ColorSpace /DeviceGray /BitsPerComponent 8", noise)),
		"noise that is packed":        page(packed("/Type /XObject /Subtype /Image /Width 1024 /Height 1024", noise)),
		"a photograph":                page(stream("/Type /XObject /Subtype /Image /Width 64 /Height 48 /Filter /DCTDecode", JPEG())),
		"a white page, well packed":   page(packed("/Type /XObject /Subtype /Image /Width 4960 /Height 7016", make([]byte, 4960*7016))),
		"text with 100% obj in it":    page(stream("", []byte("BT (100% sure) Tj (an obj) Tj ET"))),
		"a form without script":       page("<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (value) >>"),
		"metadata in XML":             page(stream("/Type /Metadata /Subtype /XML", []byte("<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'/><?xpacket end='w'?>"))),
		"a data stream of ICC":        page(packed("/N 3 /Alternate /DeviceRGB", noise[:3000])),
		"a signature":                 page("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 1 2 3] /Contents <3082> >>"),
		"names with escapes":          page("<< /Type /Font /BaseFont /Noto#20Sans >>"),
	}
	var list []File
	for _, name := range sorted(samples) {
		list = append(list, File{Name: "PDF: " + name, Content: samples[name], Type: upload.PDF})
	}
	return list
}

func honestOffice() []File {
	var list []File
	add := func(o office, name string, content []byte) {
		list = append(list, File{Name: string(o.kind) + ": " + name, Content: content, Type: o.kind})
	}
	for _, o := range offices() {
		add(o, "plain", Zip(o.parts...))
		add(o, "sizes behind the data", streamed(o.parts...))
		add(o, "with pictures", Zip(with(o.parts, Part{Name: "media/image1.png", Text: string(PNG())}, Part{Name: "media/image2.jpg", Text: string(JPEG()), Stored: true},
			Part{Name: "media/image3.svg", Text: `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`}, Part{Name: "media/image4.emf", Text: "\x01\x00\x00\x00EMF"})...))
		add(o, "a long text", Zip(with(o.parts, Part{Name: "docs/long.xml", Text: "<a>" + strings.Repeat("服務說明文件，", 300_000) + "</a>"})...))
	}
	w, s := word(), sheet()
	add(w, "links and a local template", Zip(with(w.parts, Part{Name: w.relsOf(), Text: rels(outward("hyperlink", "https://www.example.com.tw/a?b=1") +
		strings.Replace(outward("attachedTemplate", "file:///C:\\Templates\\Report.dotx"), "rId9", "rId8", 1))})...))
	add(w, "fields", Zip(with(w.parts, Part{Name: w.body, Text: xmlHead + `<w:document ` + wordNS + `><w:body>` + wordField("PAGE \\* MERGEFORMAT") + wordField(`HYPERLINK "https://x.tw/DDE"`) + wordField("TOC \\o") + `</w:body></w:document>`})...))
	add(w, "a chart with its figures", Zip(with(w.parts, Part{Name: "word/embeddings/Microsoft_Excel_Sheet.xlsx", Text: string(Zip(s.parts...)), Stored: true})...))
	add(s, "printer settings and remarks", Zip(with(s.parts, Part{Name: "xl/printerSettings/printerSettings1.bin", Text: "H\x00P\x00 \x00L\x00"},
		Part{Name: "xl/drawings/vmlDrawing1.vml", Text: `<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><br></v:shape></xml>`})...))
	add(s, "formulas", Zip(with(s.parts, Part{Name: "xl/worksheets/sheet1.xml", Text: xmlHead + `<worksheet ` + sheetNS + `><sheetData><row r="1"><c r="A1"><f>IF(B1="a|b",SUM(B1:B9),HYPERLINK("https://x.tw"))</f><v>1</v></c></row></sheetData></worksheet>`})...))
	list = append(list, File{Name: "zip: sample programs", Type: upload.ZIP, Content: Zip(Part{Name: "samples/"}, Part{Name: "samples/client.py", Text: "#!/usr/bin/env python3\nprint('MyData')\n"},
		Part{Name: "samples/Client.java", Text: "class Client {}"}, Part{Name: "samples/guide.pdf", Text: string(page())}, Part{Name: "samples/checklist.ods", Text: string(Zip(offices()[4].parts...)), Stored: true})})
	return list
}

// wordField is a field as Word writes it: in runs between its marks.
func wordField(code string) string {
	half := len(code) / 2
	run := func(inner string) string { return "<w:r>" + inner + "</w:r>" }
	text := func(s string) string {
		return run(`<w:instrText xml:space="preserve">` + strings.NewReplacer(`"`, "&quot;", "&", "&amp;").Replace(s) + `</w:instrText>`)
	}
	return "<w:p>" + run(`<w:fldChar w:fldCharType="begin"/>`) + text(code[:half]) + text(code[half:]) + run(`<w:fldChar w:fldCharType="separate"/>`) +
		run("<w:t>1</w:t>") + run(`<w:fldChar w:fldCharType="end"/>`) + "</w:p>"
}

func honestPictures() []File {
	var list []File
	add := func(t upload.Type, name string, content []byte) {
		list = append(list, File{Name: fmt.Sprintf("%s: %s", t, name), Content: content, Type: t})
	}
	box := image.Rect(0, 0, 51, 23)
	add(upload.PNG, "colours", PNG())
	add(upload.PNG, "grey", pngOf(image.NewGray(box)))
	add(upload.PNG, "deep grey", pngOf(image.NewGray16(box)))
	add(upload.PNG, "deep colours", pngOf(image.NewNRGBA64(box)))
	add(upload.PNG, "a palette", pngOf(paletted()))
	add(upload.PNG, "remarks", chunks(PNG(), chunk("pHYs", make([]byte, 9)), chunk("tEXt", []byte("Software\x00Paint")), chunk("tIME", make([]byte, 7))))
	add(upload.PNG, "packed remarks", chunks(PNG(), chunk("zTXt", append([]byte("Comment\x00\x00"), zlibbed([]byte("螢幕畫面"))...)),
		chunk("iTXt", append([]byte("Title\x00\x01\x00zh-TW\x00\x00"), zlibbed([]byte("流程圖"))...))))
	add(upload.JPEG, "colours", JPEG())
	add(upload.JPEG, "grey", jpegOf(image.NewGray(box), 60))
	add(upload.JPEG, "remarks", segments(JPEG(), segment(0xe1, []byte("Exif\x00\x00MM\x00*")), segment(0xfe, []byte("scanned"))))
	add(upload.JPEG, "a phone's, turned, with its small picture", segments(JPEG(), segment(0xe1, exif(jpegOf(image.NewRGBA(image.Rect(0, 0, 16, 12)), 60)))))
	add(upload.JPEG, "an image program's notes and profile", segments(JPEG(), segment(0xed, []byte("Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x00")),
		segment(0xe2, append([]byte("ICC_PROFILE\x00\x01\x01"), make([]byte, 132)...)), segment(0xee, []byte("Adobe\x00\x64\x00\x00\x00\x00\x01"))))
	add(upload.JPEG, "a line break at its end", append(JPEG(), '\n'))
	add(upload.JPEG, "fill bytes before a marker", bytes.Replace(JPEG(), []byte{0xff, 0xdb}, []byte{0xff, 0xff, 0xff, 0xdb}, 1))
	return list
}
