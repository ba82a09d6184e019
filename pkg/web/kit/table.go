package kit

// Table is a list of rows under headings; stacked on a phone unless it is a Grid. A cell belongs to
// the column of its index.
type Table struct {
	ID      string // prefix of its ids; needed where a page has two
	Caption string
	Columns []Column
	Rows    []TableRow
	Empty   Empty
	Grid    bool // stays a table on a phone: figures to be compared, in few narrow columns
}

// Column is a heading.
type Column struct {
	Label  string
	Header bool // its cells name their rows
	Number bool // digits under each other
	Sort   Sort
	Href   string // sorts by this column
}

// Sort is the order of a column, as aria-sort has it; the zero value is none.
type Sort string

// The orders.
const (
	Ascending  Sort = "ascending"
	Descending Sort = "descending"
)

// TableRow has one cell for each column.
type TableRow struct{ Cells []Cell }

// Cell shows those of its members that are set, in this order.
type Cell struct {
	Area  Area
	State State
	Text  string
	Whole bool // a number, a date, an address, a few short links: never broken
	Free  bool // a digest or an internal name: broken anywhere
	Links []Link
	Hint  string // a second line
	Form  *Form  // of one button, to act upon the row
}

// Empty is what stands in place of a table without rows: why, and the next act.
type Empty struct {
	Text string
	Next Link
}

// Filters is the GET form above a table. Its fields are of the kinds Search,
// Text, Date, Select and Checkboxes.
type Filters struct {
	Action string
	Hidden []Hidden // what the address keeps besides
	Fields []Field
	Chosen []string // what is chosen, in words: "申請狀態：審核中"
	Total  string   // what was found: "共 23 筆"
}

// Pagination leads to the pages before and after. Lists are read by cursor, so
// that there is no page to jump to.
type Pagination struct {
	Label    string // names the nav: "申請單分頁"
	Previous string // path with its cursor, "" on the first page
	Next     string
	Where    string // "第 21–40 筆"
}
