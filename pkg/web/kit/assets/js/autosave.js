import { askBefore } from "./unsaved.js";

const pause = 2000; // ms after the last key
const soon = 300; // ms after a choice, which is made at once

// Sends what was typed to the draft, without passwords and keys. What the
// server refuses stays in the form: the next button press shows why. The answer
// names what is stored now, which the next post has to know of; so a button
// that is pressed meanwhile waits for it, and so does a link. What else it says
// is portal:saved.
export default function autosave(form) {
  const state = form.querySelector("[data-autosave-state]");
  let timer;
  let saving;
  let typed = false; // since what was saved last
  const save = async () => {
    typed = false;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: values(form), redirect: "error" });
      const seen = answer.headers.get("Draft-Seen");
      if (seen) form.elements.seen.value = seen;
      typed ||= !answer.ok;
      if (answer.status === 200) form.dispatchEvent(new CustomEvent("portal:saved", { bubbles: true, detail: await answer.json() }));
      state.textContent = answer.ok ? `草稿已於 ${clock()} 儲存` : "草稿尚未儲存，請按下方按鈕儲存";
    } catch {
      typed = true;
      state.textContent = "連線中斷，草稿尚未儲存";
    }
  };
  const start = () => {
    clearTimeout(timer);
    const mine = (saving ?? Promise.resolve()).then(save).then(() => {
      if (saving === mine) saving = undefined;
    });
    saving = mine;
  };
  form.addEventListener("input", ({ target }) => {
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(start, target.matches("select, input[type=radio], input[type=checkbox]") ? soon : pause);
  });
  form.addEventListener("portal:save", start);
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    typed = false;
    if (!saving) return;
    event.preventDefault();
    const button = event.submitter;
    await saving;
    form.requestSubmit(button);
  }, { capture: true }); // before another module sends the form
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]:not([href^='#'], [target], [download])");
    if (!typed || !form.isConnected || !link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    start();
    await saving;
    location.assign(link.href);
  });
  askBefore(form, () => typed);
}

function values(form) {
  const posted = new URLSearchParams(new FormData(form));
  for (const secret of form.querySelectorAll("[data-private], input[type=password]")) posted.delete(secret.name);
  posted.set("act", "autosave");
  return posted;
}

function clock() {
  return new Date().toLocaleTimeString("zh-TW", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Taipei" });
}
