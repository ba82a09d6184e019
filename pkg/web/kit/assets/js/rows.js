// Adds and removes rows in place; without it the same buttons send the form. What
// is pasted as several lines, of a spreadsheet for example, fills as many rows.
export default function rows(field) {
  const list = field.querySelector("ol.rows");
  const add = field.querySelector("button[name=add]");
  add.addEventListener("click", (event) => {
    event.preventDefault();
    const row = append(list.lastElementChild);
    changed(field);
    row.querySelector("input").focus();
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=remove]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("li");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (next) row.remove();
    else for (const input of row.querySelectorAll("input")) input.value = "";
    number(list);
    changed(field);
    (next ?? row).querySelector("input").focus();
  });
  list.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text").split(/\r?\n/).filter((line) => line.trim());
    if (lines.length < 2 && !lines[0]?.includes("\t")) return;
    event.preventDefault();
    fill(event.target, lines).focus();
    changed(field);
  });
}

// Writes each line into a row from the input's on, its cells from the input's
// place on. What is there already stays: such a row is passed by a new one.
function fill(input, lines) {
  let row = input.closest("li");
  const at = [...row.querySelectorAll("input")].indexOf(input);
  let cells;
  for (const [n, line] of lines.entries()) {
    const next = n ? row.nextElementSibling : row;
    row = next?.querySelectorAll("input")[at].value === "" ? next : append(row);
    cells = [...row.querySelectorAll("input")].slice(at);
    line.split("\t").slice(0, cells.length).forEach((cell, c) => (cells[c].value = cell.trim()));
  }
  return cells[0];
}

// Puts a blank row after another.
function append(before) {
  const row = before.cloneNode(true);
  for (const fault of row.querySelectorAll(".fault")) fault.remove();
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  before.after(row);
  number(before.parentElement);
  return row;
}

// Ids, labels and button values carry the number of their row.
function number(list) {
  [...list.children].forEach((row, index) => {
    const n = index + 1;
    const inputs = row.querySelectorAll("input");
    row.querySelectorAll("label").forEach((label, at) => {
      const input = inputs[at];
      const fault = row.querySelector(`[id="${input.getAttribute("aria-describedby")}"]`);
      input.id = label.htmlFor = input.id.replace(/\d+(-name)?$/, (_, half = "") => n + half);
      if (fault) input.setAttribute("aria-describedby", (fault.id = `${input.id}-fault`));
    });
    const button = row.querySelector("button");
    button.value = button.value.replace(/\d+$/, n);
    for (const text of row.querySelectorAll(".unseen")) text.textContent = text.textContent.replace(/\d+(?=\D*$)/, n);
  });
}

function changed(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
