package service_test

// grid is every event that is possible, by step; what begins or ends are marks.
const grid = `
first, no candidate
	applied: test-review
	deleted unless amending, extending, delisting: deleted
first, test-review
	test-approved: testing
	test-refused: no candidate
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: test-review, ends delisting
	lifted while halted: test-review, ends halted
first, testing
	window-ended: test-ended
	extension-asked unless extending: testing, begins extending
	extension-approved while extending: testing, ends extending
	extension-refused while extending: testing, ends extending
	change-asked by direct/pilot/test unless amending: testing, begins amending
	change-approved by direct/pilot/test while amending: testing, ends amending
	change-refused while amending: testing, ends amending
	golive-asked unless amending: golive-review
	delist-asked unless delisting: testing, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: testing, ends delisting
	deleted unless amending, extending, delisting: deleted
	suspended unless halted: testing, begins halted
	lifted while halted: testing, ends halted
first, test-ended
	extension-asked unless extending: test-ended, begins extending
	extension-approved while extending: testing, ends extending
	extension-refused while extending: test-ended, ends extending
	change-asked by direct/pilot/test unless amending: test-ended, begins amending
	change-approved by direct/pilot/test while amending: test-ended, ends amending
	change-refused while amending: test-ended, ends amending
	golive-asked unless amending: golive-review
	delist-asked unless delisting: test-ended, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: test-ended, ends delisting
	deleted unless amending, extending, delisting: deleted
	suspended unless halted: test-ended, begins halted
	lifted while halted: test-ended, ends halted
first, golive-review
	window-ended: golive-review
	extension-approved while extending: golive-review, ends extending
	extension-refused while extending: golive-review, ends extending
	golive-approved: piloting, ends extending
	golive-refused: testing
	delist-asked unless delisting: golive-review, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: golive-review, ends delisting
	suspended unless halted: golive-review, begins halted
	lifted while halted: golive-review, ends halted
first, piloting
	change-asked by direct/pilot/test unless amending: piloting, begins amending
	change-approved by direct/pilot while amending: piloting, ends amending
	change-approved by test while amending: testing, ends amending
	change-refused while amending: piloting, ends amending
	report-sent unless amending: report-review
	date-moved: piloting
	delist-asked unless delisting: piloting, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: piloting, ends delisting
	deleted unless amending, extending, delisting: deleted
	suspended unless halted: piloting, begins halted
	lifted while halted: piloting, ends halted
first, report-review
	report-approved: waiting
	report-refused: piloting
	date-moved: report-review
	delist-asked unless delisting: report-review, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: report-review, ends delisting
	suspended unless halted: report-review, begins halted
	lifted while halted: report-review, ends halted
first, waiting
	date-moved: waiting
	date-came: live
	delist-asked unless delisting: waiting, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: waiting, ends delisting
	deleted unless amending, extending, delisting: deleted
	suspended unless halted: waiting, begins halted
	lifted while halted: waiting, ends halted
first, deleted
back to test, test-review
	test-approved: testing
	test-refused: live
	delist-asked unless delisting: test-review, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: test-review, ends delisting
	suspended unless halted: test-review, begins halted
	lifted while halted: test-review, ends halted
back to test, testing
	window-ended: test-ended
	extension-asked unless extending: testing, begins extending
	extension-approved while extending: testing, ends extending
	extension-refused while extending: testing, ends extending
	change-asked by direct/pilot/test unless amending: testing, begins amending
	change-approved by direct/pilot/test while amending: testing, ends amending
	change-refused while amending: testing, ends amending
	golive-asked unless amending: golive-review
	delist-asked unless delisting: testing, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: testing, ends delisting
	suspended unless halted: testing, begins halted
	lifted while halted: testing, ends halted
back to test, test-ended
	extension-asked unless extending: test-ended, begins extending
	extension-approved while extending: testing, ends extending
	extension-refused while extending: test-ended, ends extending
	change-asked by direct/pilot/test unless amending: test-ended, begins amending
	change-approved by direct/pilot/test while amending: test-ended, ends amending
	change-refused while amending: test-ended, ends amending
	golive-asked unless amending: golive-review
	delist-asked unless delisting: test-ended, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: test-ended, ends delisting
	suspended unless halted: test-ended, begins halted
	lifted while halted: test-ended, ends halted
back to test, golive-review
	window-ended: golive-review
	extension-approved while extending: golive-review, ends extending
	extension-refused while extending: golive-review, ends extending
	golive-approved: piloting, ends extending
	golive-refused: testing
	delist-asked unless delisting: golive-review, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: golive-review, ends delisting
	suspended unless halted: golive-review, begins halted
	lifted while halted: golive-review, ends halted
back to test, piloting
	change-asked by direct/pilot/test unless amending: piloting, begins amending
	change-approved by direct/pilot while amending: piloting, ends amending
	change-approved by test while amending: testing, ends amending
	change-refused while amending: piloting, ends amending
	report-sent unless amending: report-review
	delist-asked unless delisting: piloting, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: piloting, ends delisting
	suspended unless halted: piloting, begins halted
	lifted while halted: piloting, ends halted
back to test, report-review
	report-approved: live
	report-refused: piloting
	delist-asked unless delisting: report-review, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: report-review, ends delisting
	suspended unless halted: report-review, begins halted
	lifted while halted: report-review, ends halted
back to pilot, golive-review
	window-ended: golive-review
	extension-approved while extending: golive-review, ends extending
	extension-refused while extending: golive-review, ends extending
	golive-approved: piloting
	golive-refused: live
	delist-asked unless delisting: golive-review, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: golive-review, ends delisting
	suspended unless halted: golive-review, begins halted
	lifted while halted: golive-review, ends halted
back to pilot, piloting
	change-asked by direct/pilot/test unless amending: piloting, begins amending
	change-approved by direct/pilot while amending: piloting, ends amending
	change-approved by test while amending: testing, ends amending
	change-refused while amending: piloting, ends amending
	report-sent unless amending: report-review
	delist-asked unless delisting: piloting, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: piloting, ends delisting
	suspended unless halted: piloting, begins halted
	lifted while halted: piloting, ends halted
back to pilot, report-review
	report-approved: live
	report-refused: piloting
	delist-asked unless delisting: report-review, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: report-review, ends delisting
	suspended unless halted: report-review, begins halted
	lifted while halted: report-review, ends halted
live, change-review
	change-approved by direct/pilot/test: live
	change-refused: live
	delist-asked unless delisting: change-review, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: change-review, ends delisting
	suspended unless halted: change-review, begins halted
	lifted while halted: change-review, ends halted
live, live
	change-asked by direct: change-review
	change-asked by pilot: golive-review
	change-asked by test: test-review
	delist-asked unless delisting: live, begins delisting
	delist-approved while delisting: no candidate, ends amending, extending, delisting, halted
	delist-refused while delisting: live, ends delisting
	suspended unless halted: live, begins halted
	lifted while halted: live, ends halted
`
