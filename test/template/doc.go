// Package template holds template.yaml against the code that relies on it, by
// reading it; what it does once deployed, test/flow tries.
package template
