package scan

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

var odfTypes = map[string]upload.Type{
	"application/vnd.oasis.opendocument.text":         upload.ODT,
	"application/vnd.oasis.opendocument.spreadsheet":  upload.ODS,
	"application/vnd.oasis.opendocument.presentation": upload.ODP,
}

// inspectODF inspects a package of ISO/IEC 26300. Its first file is "mimetype",
// stored and without an extra field, so that the format can be seen at a fixed
// place.
func inspectODF(z *archive, content []byte, a *allowance) (upload.Type, upload.Reason) {
	const nameAt = 30
	f := z.names["mimetype"]
	if z.entries[0] != f || f.Method != zip.Store || little16(content[28:]) != 0 || f.UncompressedSize64 > 100 {
		return "", upload.Malformed
	}
	start := nameAt + len(f.Name)
	t, known := odfTypes[string(content[start:start+int(f.UncompressedSize64)])]
	switch {
	case !known:
		return "", upload.Unknown
	case z.names["content.xml"] == nil || z.names["META-INF/manifest.xml"] == nil:
		return t, upload.Malformed
	}
	return t, z.each(func(f *zip.File) upload.Reason {
		for _, folder := range []string{"basic/", "scripts/", "dialogs/", "database/", "meta-inf/macrosignatures"} {
			if strings.HasPrefix(strings.ToLower(f.Name), folder) {
				return upload.Macros
			}
		}
		return z.part(f, a, func(name string, r *bufio.Reader) upload.Reason { return odfPart(name, r, a) })
	})
}

func odfPart(name string, r *bufio.Reader, a *allowance) upload.Reason {
	ending := strings.ToLower(path.Ext(name))
	switch {
	case slices.Contains(programs, ending) || slices.Contains([]string{".htm", ".html", ".js", ".py", ".bsh", ".xba", ".xlb"}, ending):
		return upload.Embedded
	case begins(r, pngHead, jpegHead):
		_, reason := whole(r, a)
		return reason
	case begins(r, foreign...):
		return upload.Embedded
	case ending == ".xml" || ending == ".rdf" || ending == ".svg" || begins(r, []byte("<"), []byte("\xef\xbb\xbf<")):
		if _, err := r.Peek(1); err == io.EOF {
			return "" // LibreOffice writes an empty list of key bindings
		}
		return inspectXML(r, odfRules{}, false)
	}
	return ""
}

// odfRules reads any part of a package.
type odfRules struct{ plainXML }

// loading are the elements whose address is opened together with the document.
var loading = []string{"image", "object", "object-ole", "section-source", "table-source", "cell-range-source", "fill-image", "background-image", "audio",
	"video", "sound", "form", "database-source-sql", "connection-resource"}

func (odfRules) element(e xml.StartElement) upload.Reason {
	switch e.Name.Local {
	case "encryption-data", "encrypted-key":
		return upload.Encrypted
	case "dde-source", "dde-connection", "dde-connection-decl", "dde-link":
		return upload.External
	}
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "href":
			if slices.Contains(loading, e.Name.Local) && (elsewhere(a.Value) || strings.HasPrefix(a.Value, "../")) ||
				e.Name.Local == "a" && !harmlessLink(a.Value) {
				return upload.External
			}
		case "formula":
			if calls.MatchString(strings.ToUpper(strings.TrimPrefix(a.Value, "of:="))) {
				return upload.External
			}
		}
	}
	return ""
}
