package kit

import (
	"fmt"
	"net/url"
	"strings"
)

// URL puts the base path in front of a path of the portal ("/cases?page=2") and
// adds each further argument as one escaped segment. Anything that would lead
// elsewhere than into the portal is an error.
func (r *Renderer) URL(path string, segments ...any) (string, error) {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n") {
		return "", fmt.Errorf("kit: %q is not a path of the portal", path)
	}
	var b strings.Builder
	b.WriteString(r.config.BasePath)
	b.WriteString(path)
	for _, segment := range segments {
		text := fmt.Sprint(segment)
		if text == "" || text == "." || text == ".." {
			return "", fmt.Errorf("kit: %q is not a path segment", text)
		}
		b.WriteString("/")
		b.WriteString(url.PathEscape(text))
	}
	return b.String(), nil
}

func (r *Renderer) asset(name string) (string, error) {
	path, err := r.assets.path(name)
	if err != nil {
		return "", err
	}
	return r.URL(path)
}
