// Package upload holds the rules for files that people hand in (B11, E5): what
// each purpose accepts, how large a file may be, and how an upload goes from one
// state to the next. It reads no file; pkg/scan does.
//
//	state         means                                     goes to
//	quarantined   asked for, on its way, or not yet looked   clean, refused, removed
//	clean         looked through; may be referred to         kept, removed
//	kept          a case or a document refers to it          – (it can never change again)
//	refused       something is wrong with it                 removed
//	removed       its owner has no use for it any more       –
//
// A paper refers to a file by File, which names the exact bytes: the object's
// version in the bucket and their SHA-256. Whatever is sent to the same object
// later is another version and no part of the paper.
package upload
