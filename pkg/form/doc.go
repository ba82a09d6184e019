// Package form describes the service provider's application (spec B) in one
// table and derives everything else from it.
package form
