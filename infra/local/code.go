package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"
)

// code is the command of that name: `make code ACCOUNT=…`.
func code(_ context.Context, at layout, args []string) error {
	if len(args) != 1 || args[0] == "" {
		return errors.New("which account? make code ACCOUNT=…")
	}
	g, err := readGuide(at.local("run.json"))
	if err != nil {
		return err
	}
	var names []string
	for _, a := range g.Accounts {
		if a.Account == args[0] {
			code, err := totp.GenerateCode(a.TOTP, time.Now())
			if err != nil {
				return err
			}
			fmt.Println(code)
			return nil
		}
		names = append(names, a.Account)
	}
	return fmt.Errorf("no account %q; there are %s", args[0], strings.Join(names, ", "))
}
