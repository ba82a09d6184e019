// Command gallery serves every component of the page kit with sample data, for
// those who build pages and for the browser tests. It is no part of the product.
//
//	go run ./test/gallery -addr 127.0.0.1:0
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
	flag.Parse()
	if err := run(*addr); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

func run(addr string) error {
	handler, err := newHandler(time.Now)
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
