import Squire from "./squire.js";

const tools = [
  ["粗體", "B", (editor, on) => (on ? editor.removeBold() : editor.bold())],
  ["項目符號", "UL", (editor, on) => (on ? editor.removeList() : editor.makeUnorderedList())],
  ["編號", "OL", (editor, on) => (on ? editor.removeList() : editor.makeOrderedList())],
];

// What the server keeps of a text; everything else it would drop.
const kept = ["P", "BR", "UL", "OL", "LI", "B"];

// Puts an editor in place of a text area, beside a button that leads back to the
// plain text. What the editor holds is sent under the area's name and "-html",
// and the server reads it into its own structure.
export default function richText(area) {
  if (area.value !== area.defaultValue) return; // somebody types already
  const stored = area.parentElement.querySelector("[data-rich]");
  const label = area.parentElement.querySelector("label");
  const box = document.createElement("div");
  const sent = Object.assign(document.createElement("input"), { type: "hidden", name: `${area.name}-html` });
  const bar = document.createElement("div");
  label.id ||= `${area.id}-label`;
  for (const [name, value] of Object.entries({ role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, tabindex: "0", class: "input editor" })) box.setAttribute(name, value);
  for (const name of ["aria-describedby", "aria-invalid"]) if (area.hasAttribute(name)) box.setAttribute(name, area.getAttribute(name));
  bar.className = "editor-tools";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "文字格式");
  // An error summary leads to the control by its id, a label by a click.
  box.id = area.id;
  area.replaceWith(bar, box, sent);
  label.addEventListener("click", () => box.isConnected && editor.focus());

  const editor = new Squire(box, { blockTag: "P", sanitizeToDOMFragment: clean, addLinks: false });
  const changed = () => {
    sent.value = editor.getHTML();
    sent.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const buttons = tools.map(([text, tag, act]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button-secondary", textContent: text });
    button.addEventListener("click", () => {
      act(editor, editor.hasFormat(tag));
      changed();
      editor.focus();
    });
    bar.append(button);
    return [button, tag];
  });
  const mark = () => buttons.forEach(([button, tag]) => button.setAttribute("aria-pressed", editor.hasFormat(tag)));
  const back = Object.assign(document.createElement("button"), { type: "button", className: "button-secondary", textContent: "改用純文字" });
  bar.append(back);

  editor.setHTML(stored.innerHTML);
  sent.value = editor.getHTML();
  stored.remove();
  mark();
  editor.addEventListener("pathChange", mark);
  editor.addEventListener("input", changed);
  back.addEventListener("click", () => {
    area.value = plain(box);
    editor.destroy();
    bar.remove();
    sent.remove();
    box.replaceWith(area);
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// clean rebuilds what is pasted or stored from nothing but the elements we know.
// Attributes go before anything is parsed: a handler among them would be reported
// to the policy although it never runs.
function clean(html) {
  const fragment = document.createDocumentFragment();
  const bare = html.replace(/<([a-z][a-z0-9]*)[^>]*>/gi, "<$1>");
  copy(new DOMParser().parseFromString(bare, "text/html").body, fragment);
  return fragment;
}

function copy(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || ["SCRIPT", "STYLE", "TEMPLATE", "TITLE"].includes(node.tagName)) continue;
    const tag = { STRONG: "B", DIV: "P", H1: "P", H2: "P", H3: "P" }[node.tagName] ?? node.tagName;
    copy(node, kept.includes(tag) ? to.appendChild(document.createElement(tag)) : to);
  }
}

// plain writes a text as the area takes it: a blank line between blocks, 「- 」 and
// 「1. 」 before entries.
function plain(box) {
  const line = (node) => node.innerText.replace(/\n+$/, "");
  const blocks = [...box.children].map((block) => {
    const entries = [...block.querySelectorAll(":scope > li")];
    if (block.tagName === "UL") return entries.map((entry) => `- ${line(entry)}`).join("\n");
    if (block.tagName === "OL") return entries.map((entry, n) => `${n + 1}. ${line(entry)}`).join("\n");
    return line(block);
  });
  return blocks.filter((block) => block.trim()).join("\n\n");
}
