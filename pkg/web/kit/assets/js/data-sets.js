// Counts the ticked boxes of each provider, and shows those that fit the words
// typed and the mode chosen. Without it a button asks the server for them.
export default function dataSets(field) {
  const providers = [...field.querySelectorAll("details")];
  field.addEventListener("change", () => providers.forEach(count));

  const filter = field.querySelector("input[type=search]");
  const status = field.querySelector("[role=status]");
  const modes = field.closest("form")?.elements.mode;
  const look = (opens) => {
    const words = filter.value.trim();
    const found = providers.reduce((sum, provider) => sum + show(provider, words, modes?.value, opens), 0);
    status.textContent = words ? `找到 ${found} 項資料集` : "";
  };
  filter.parentElement.querySelector("button").hidden = true;
  filter.addEventListener("input", (event) => {
    event.stopPropagation(); // not an answer: nothing to save
    look(true);
  });
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  field.closest("form")?.addEventListener("change", (event) => {
    if (event.target.name === "mode") look(false);
  });
  look(false);
}

function count(provider) {
  const boxes = [...provider.querySelectorAll("input[type=checkbox]")];
  provider.querySelector(".count").textContent = `已選 ${boxes.filter((box) => box.checked).length}／共 ${boxes.length}`;
}

// Whom a mode may ask about; any other asks about both.
const about = { person: "person", several: "person", company: "company" };

// A provider whose own name fits shows all it has; what is ticked stays in sight.
function show(provider, words, mode, opens) {
  const own = provider.querySelector("summary").textContent.includes(words);
  let found = 0;
  let seen = 0;
  for (const option of provider.querySelectorAll(".option")) {
    const fits = !about[mode] || !option.dataset.about || option.dataset.about === about[mode];
    const match = fits && (own || option.textContent.includes(words));
    option.hidden = !(match || option.querySelector("input").checked);
    found += match;
    seen += !option.hidden;
  }
  provider.hidden = seen === 0;
  if (opens && words) provider.open = seen > 0;
  return found;
}
