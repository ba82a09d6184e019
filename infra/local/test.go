package main
import "context"
func test(ctx context.Context, at layout, _ []string) error { return nil }
