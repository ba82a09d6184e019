// Package store keeps the portal's records in one DynamoDB table.
package store
