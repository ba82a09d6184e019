// Command editor puts the editor of rich text beside the portal's own modules:
// squire-rte from npm (MIT), whose licence stays in its first line. make and the
// local stack run it before they build. The file is not committed; a build
// without it has plain text fields and lacks nothing else.
package main

import (
	"bytes"
	"errors"
	"log"
	"os"

	"mydata.nat.gov.tw/portal/infra/npmpack"
)

// Raise version and integrity together.
const (
	version   = "2.4.8"
	integrity = "pUp+LhZf2cUlhRKnD40DopUCdhmHlYUF7zGYqOBr8I/tQk/qZie/nXQ1DQcKlXqlr8Bw16TpE/7LQWxUeVrFNg=="
	head      = "/* squire-rte " + version + ", MIT, Copyright 2011-2023 by Neil Jenkins */\n"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: editor FILE")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal("editor: ", err)
	}
}

func run(file string) error {
	if text, err := os.ReadFile(file); err == nil && bytes.HasPrefix(text, []byte(head)) {
		return nil // of this version already
	}
	files, err := npmpack.Fetch("squire-rte", version, integrity)
	if err != nil {
		return err
	}
	module := files["package/dist/squire.mjs"]
	if len(module) == 0 {
		return errors.New("the package has no dist/squire.mjs")
	}
	// The map is of no use without its sources.
	module, _, _ = bytes.Cut(module, []byte("//# sourceMappingURL="))
	return os.WriteFile(file, append([]byte(head), module...), 0o644)
}
