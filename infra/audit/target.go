package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

// target is where table and signed days lie.
type target struct {
	aws    aws.Config
	table  string
	bucket string // empty: no signed days to compare with
}

// find reads a stack.json, or the environment where there is none.
func find(ctx context.Context, path string) (target, error) {
	if path != "" {
		return local(path)
	}
	c, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return target{}, err
	}
	at := target{aws: c, table: os.Getenv("TABLE_NAME"), bucket: os.Getenv("AUDIT_BUCKET")}
	if at.table == "" {
		return at, errors.New("TABLE_NAME is not set: which table? (or -stack for a local one)")
	}
	return at, nil
}

func local(path string) (target, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return target{}, fmt.Errorf("%w (make run or make up makes it)", err)
	}
	var stack struct {
		Endpoint  string            `json:"endpoint"`
		Region    string            `json:"region"`
		AccessKey string            `json:"access_key"`
		SecretKey string            `json:"secret_key"`
		Settings  map[string]string `json:"settings"`
	}
	if err := json.Unmarshal(text, &stack); err != nil {
		return target{}, fmt.Errorf("%s: %w", path, err)
	}
	c := aws.Config{Region: stack.Region, BaseEndpoint: &stack.Endpoint,
		Credentials: credentials.NewStaticCredentialsProvider(stack.AccessKey, stack.SecretKey, "")}
	return target{aws: c, table: stack.Settings["TABLE_NAME"], bucket: stack.Settings["AUDIT_BUCKET"]}, nil
}
