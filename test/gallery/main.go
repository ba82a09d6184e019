// Command gallery serves every component of the page kit with sample data, for
// those who build pages and for the browser tests, and the pages and mails that
// the tests of pkg/web and pkg/notice leave in a folder when PAGES names one. It
// is no part of the product.
//
//	go run ./test/gallery -addr 127.0.0.1:0 -kept .local/pages
//
// It prints the address of its first page.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

const basePath = "/mydata-backend"

func main() {
	addr := flag.String("addr", "127.0.0.1:0", "address to listen on; port 0 takes a free one")
	kept := flag.String("kept", "", "folder of pages to serve below /kept/")
	flag.Parse()
	if err := run(*addr, *kept); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

func run(addr, kept string) error {
	handler, err := newHandler(time.Now, kept)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Printf("http://%s%s/\n", listener.Addr(), basePath)
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ErrorLog: log.New(os.Stderr, "", 0)}
	return server.Serve(listener)
}
