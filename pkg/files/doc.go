// Package files hands out the ways to the bucket of uploads (B11, trust 23). A
// browser sends and fetches files there itself: a function's answer may hold six
// megabytes at most.
//
//	Bucket   signs forms to send one file and links to fetch one; needs no call to AWS
//	Inbox    what functions/scan does with a file that arrived (package inbox)
//
// A form is good for one key, between one byte and upload.MaxSize, as an
// attachment of type application/octet-stream, for 15 minutes. A link is good for one version of
// one object, as an attachment of the name it shows, for a minute.
package files
