// Command audit verifies the history of every act (F8, make verify-audit): it
// reads the whole table, walks the chain of every object, compares each end with
// the object's own record, and both with the days that were signed and lie in
// the locked bucket. So it finds any entry that was edited, dropped, swapped, put
// in or cut off, also where somebody rewrote objects and histories together
// after they were signed.
//
// It reads a local stack by its stack.json (-stack), or the AWS account that
// AWS_PROFILE leads to, where TABLE_NAME and AUDIT_BUCKET say what to read. With
// -export it verifies a file that somebody downloaded from /audit against the
// table instead. Whoever runs it needs to be an administrator: no function of the
// portal may scan the table.
//
// It ends with 0 where everything holds, with 1 where something does not, and
// with 2 where it could not look.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

// errBroken says that something does not hold; what, was printed.
var errBroken = errors.New("the history does not hold")

func main() {
	stack := flag.String("stack", "", "stack.json of a local stack; without it AWS is asked")
	export := flag.String("export", "", "a file downloaded from /audit, to be verified instead of the table")
	flag.Parse()
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt)
	defer cancel()
	at, err := find(ctx, *stack)
	if err == nil {
		if *export != "" {
			err = at.verifyExport(ctx, *export)
		} else {
			err = at.verifyTable(ctx)
		}
	}
	switch {
	case errors.Is(err, errBroken):
		fmt.Fprintln(os.Stderr, "audit:", err)
		os.Exit(1)
	case err != nil:
		fmt.Fprintln(os.Stderr, "audit:", err)
		os.Exit(2)
	}
}
