package inbox

import "testing"

func TestNamesArriveAsTheirSenderWroteThem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ header, want string }{
		"plain":                      {"report.pdf", "report.pdf"},
		"by our script":              {"%E6%9C%8D%E5%8B%99%20a%25.pdf", "服務 a%.pdf"},
		"by the bucket, in RFC 2047": {"=?UTF-8?Q?=E6=9C=8D=E5=8B=99.pdf?=", "服務.pdf"},
		"by the bucket, in base64":   {"=?UTF-8?B?5pyN5YuZLnBkZg==?=", "服務.pdf"},
		"by the bucket, as it came":  {"服務.pdf", "服務.pdf"},
		"with a percent sign":        {"100%.pdf", "100%.pdf"},
		"in no text at all":          {"\xff\xfe", ""},
		"not at all":                 {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := sentName(c.header); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
