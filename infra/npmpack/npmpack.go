// Package npmpack brings the files of a pinned npm package to programs that
// generate lists from them. It runs npm pack, which runs none of the package's
// scripts.
package npmpack

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Fetch returns the files of a package by their path in it, which begins with
// "package/". integrity is the SHA-512 of the archive in base64; other bytes are
// refused.
func Fetch(name, version, integrity string) (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "npmpack")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	pack := exec.Command("npm", "pack", "--silent", name+"@"+version)
	pack.Dir, pack.Stderr = dir, os.Stderr
	file, err := pack.Output() // the name of the archive
	if err != nil {
		return nil, err
	}
	archive, err := os.ReadFile(filepath.Join(dir, strings.TrimSpace(string(file))))
	if err != nil {
		return nil, err
	}
	sum := sha512.Sum512(archive)
	if got := base64.StdEncoding.EncodeToString(sum[:]); got != integrity {
		return nil, fmt.Errorf("%s has the sum %s", name, got)
	}
	return unpack(archive)
}

func unpack(archive []byte) (map[string][]byte, error) {
	zipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for r := tar.NewReader(zipped); ; {
		head, err := r.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		if files[head.Name], err = io.ReadAll(r); err != nil {
			return nil, err
		}
	}
}
