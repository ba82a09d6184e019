const warning = 120; // seconds before the end

// Announces the end of the session, saves drafts, and stays on the page when
// the session is extended.
export default function session(section) {
  const length = Number(section.dataset.seconds);
  const text = section.querySelector("[data-session-text]");
  const form = section.querySelector("form");
  let timer;

  const ended = () => {
    text.textContent = "登入已逾時，請重新登入。";
    form.querySelector("button").hidden = true;
  };
  const warn = () => {
    section.hidden = false;
    text.textContent = "您已一段時間未操作，登入將於 2 分鐘後結束。";
    for (const draft of document.querySelectorAll("[data-autosave]")) draft.dispatchEvent(new Event("portal:save"));
    timer = setTimeout(ended, warning * 1000);
  };
  // Until then nothing is said: a live region speaks when its text comes.
  const start = () => {
    text.textContent = "";
    clearTimeout(timer);
    section.hidden = true;
    timer = setTimeout(warn, Math.max(0, length - warning) * 1000);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST" }).catch(() => undefined);
    if (answer?.ok) start();
    else form.submit();
  });
  start();
}
