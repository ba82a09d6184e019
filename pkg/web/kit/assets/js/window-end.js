// The last day of a window of three months whose first day is counted (D2): the
// day before the corresponding day, or the last day of a month without one.
export function lastDay(start) {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(start);
  if (!match) return "";
  const [year, month, day] = match.slice(1).map(Number);
  const monthEnd = new Date(Date.UTC(year, month + 3, 0));
  const end = day > monthEnd.getUTCDate() ? monthEnd : new Date(Date.UTC(year, month + 2, day - 1));
  return end.toISOString().slice(0, 10);
}

// Keeps the end in step with the start while one types. The server decides.
export default function windowEnd(box) {
  const start = document.getElementById(box.dataset.start);
  const output = box.querySelector("output");
  start.addEventListener("input", () => {
    output.value = lastDay(start.value) || "—";
  });
}
