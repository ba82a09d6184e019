// Package calendar answers questions of dates the way the portal's users do: in
// Taipei, whatever zone the machine is in.
//
// Instants (time.Time) are stored in UTC; days (Date) have no zone. The package
// is where one becomes the other:
//
//	Today(now)         the day the clock in Taipei shows at an instant
//	Date.Start, .End   the instants at which a day begins and is over
//	TestWindow(day)    the three months of spec D2, by 民法 §121
//	Date.ROC           the date inside case numbers (B8)
//	Day, Minute        how pages and mails print an instant
//
// Taiwan has had one offset and no daylight saving time since 1980, so that the
// zone is fixed here and no time zone database has to be deployed.
package calendar
