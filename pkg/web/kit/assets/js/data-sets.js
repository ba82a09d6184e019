// Counts the ticked boxes of each provider and filters by name.
export default function dataSets(field) {
  const providers = [...field.querySelectorAll("details")];
  field.addEventListener("change", () => providers.forEach(count));

  const filter = field.querySelector("input[type=search]");
  const status = field.querySelector("[role=status]");
  filter.parentElement.hidden = false;
  filter.addEventListener("input", (event) => {
    event.stopPropagation(); // not an answer: nothing to save
    const found = providers.reduce((sum, provider) => sum + show(provider, filter.value.trim()), 0);
    status.textContent = filter.value.trim() ? `找到 ${found} 項資料集` : "";
  });
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

function count(provider) {
  const boxes = [...provider.querySelectorAll("input[type=checkbox]")];
  provider.querySelector(".count").textContent = `已選 ${boxes.filter((box) => box.checked).length}／共 ${boxes.length}`;
}

// A provider whose own name fits shows all it has.
function show(provider, words) {
  const own = provider.querySelector("summary").textContent.includes(words);
  let found = 0;
  for (const option of provider.querySelectorAll(".option")) {
    option.hidden = !(own || option.textContent.includes(words));
    if (!option.hidden) found += 1;
  }
  provider.hidden = found === 0;
  if (words) provider.open = found > 0;
  return found;
}
