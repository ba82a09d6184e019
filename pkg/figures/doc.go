// Package figures counts what reports show (F9): how long stages take, what is
// returned and why, how long what waits has waited, and how services stand.
//
// Two kinds of record hold it, so that a report reads a dozen items however many
// cases there are:
//
//	Month    the answers of one month in Taipei, counted from its history in the
//	         order of time; Day and Last are where the count stands and goes on
//	Now      what waited and how services stood at one moment
//
// Both are worked out from other records and can be worked out again. Each
// counts for everybody and for every competent authority by itself: see All.
package figures

// All is the scope of those who see every organisation; any other scope is the
// id of an authority and counts its remit.
const All = "all"
