const pause = 2000; // ms after the last key

// Sends what was typed to the draft, without passwords and keys. What the
// server refuses stays in the form: the next button press shows why. The answer
// names what is stored now, which the next post has to know of; so a button
// that is pressed meanwhile waits for it.
export default function autosave(form) {
  const state = form.querySelector("[data-autosave-state]");
  let timer;
  let saving;
  const save = async () => {
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: typed(form), redirect: "error" });
      const seen = answer.headers.get("Draft-Seen");
      if (seen) form.elements.seen.value = seen;
      state.textContent = answer.ok ? `草稿已於 ${clock()} 儲存` : "草稿尚未儲存，請按下方按鈕儲存";
    } catch {
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
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(start, pause);
  });
  form.addEventListener("portal:save", start);
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!saving) return;
    event.preventDefault();
    const button = event.submitter;
    await saving;
    form.requestSubmit(button);
  }, { capture: true }); // before another module sends the form
}

function typed(form) {
  const values = new URLSearchParams(new FormData(form));
  for (const secret of form.querySelectorAll("[data-private], input[type=password]")) values.delete(secret.name);
  values.set("act", "autosave");
  return values;
}

function clock() {
  return new Date().toLocaleTimeString("zh-TW", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Taipei" });
}
