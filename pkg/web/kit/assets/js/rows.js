// Adds and removes rows in place; without it the same buttons send the form.
export default function rows(field) {
  const list = field.querySelector("ol.rows");
  const add = field.querySelector("button[name=add]");
  add.addEventListener("click", (event) => {
    event.preventDefault();
    const row = list.lastElementChild.cloneNode(true);
    row.querySelector(".fault")?.remove();
    const input = row.querySelector("input");
    input.value = "";
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
    list.append(row);
    number(list);
    changed(field);
    input.focus();
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=remove]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("li");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (next) row.remove();
    else row.querySelector("input").value = "";
    number(list);
    changed(field);
    (next ?? row).querySelector("input").focus();
  });
}

// Ids, labels and button values carry the number of their row.
function number(list) {
  [...list.children].forEach((row, index) => {
    const n = index + 1;
    const [input, label, button] = ["input", "label", "button"].map((name) => row.querySelector(name));
    input.id = label.htmlFor = input.id.replace(/\d+$/, n);
    button.value = button.value.replace(/\d+$/, n);
    for (const text of [label, button.querySelector("span")]) {
      text.textContent = text.textContent.replace(/\d+(?=\D*$)/, n);
    }
    const fault = row.querySelector(".fault");
    if (fault) {
      fault.id = `${input.id}-fault`;
      input.setAttribute("aria-describedby", fault.id);
    }
  });
}

function changed(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
