const pause = 2000; // ms after the last key

// Sends what was typed to the draft, without passwords and keys. What the
// server refuses stays in the form: the next button press shows why.
export default function autosave(form) {
  const state = form.querySelector("[data-autosave-state]");
  let timer;
  const save = async () => {
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: typed(form), redirect: "error" });
      state.textContent = answer.ok ? `草稿已於 ${clock()} 儲存` : "草稿尚未儲存，請按下方按鈕儲存";
    } catch {
      state.textContent = "連線中斷，草稿尚未儲存";
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  form.addEventListener("portal:save", save);
}

function typed(form) {
  const values = new URLSearchParams(new FormData(form));
  for (const secret of form.querySelectorAll("[data-private], input[type=password]")) values.delete(secret.name);
  return values;
}

function clock() {
  return new Date().toLocaleTimeString("zh-TW", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Taipei" });
}
