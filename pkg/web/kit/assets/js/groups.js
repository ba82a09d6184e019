import { load } from "./app.js";

// Adds or takes away a group of questions in place: what the server answers to
// its button takes the page's place, without a way back to what was before. Any
// answer but a page as it should be is left to the form itself.
export default function groups(acts) {
  const form = acts.closest("form");
  let plain = false;
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (plain || event.defaultPrevented || !acts.contains(button)) return;
    event.preventDefault();
    const typed = new URLSearchParams(new FormData(form, button));
    form.inert = true; // what would be typed meanwhile would be lost
    const page = await answer(form, typed);
    if (page) return show(page, button.textContent);
    form.inert = false;
    plain = true;
    form.requestSubmit(button);
  });
}

async function answer(form, typed) {
  try {
    const got = await fetch(form.action, { method: "POST", body: typed, redirect: "error" });
    return got.status === 200 && new DOMParser().parseFromString(await got.text(), "text/html");
  } catch {
    return undefined;
  }
}

// The control that the server opens the page at gets the focus, and the form's
// live region says what was done.
function show(page, act) {
  const main = page.querySelector("main");
  document.querySelector("main").replaceWith(main);
  document.title = page.title;
  load(main);
  main.querySelector("[autofocus]")?.focus();
  setTimeout(() => (main.querySelector("[data-autosave-state]").textContent = `已${act}，草稿已儲存`), 100);
}
