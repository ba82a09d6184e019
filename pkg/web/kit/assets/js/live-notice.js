// Shows what the server answers to an autosave, where it stands on the page and,
// as that is a status, to who listens. What is said already is not said again.
export default function liveNotice(box) {
  let said;
  document.addEventListener("portal:saved", ({ detail: { title, lines } }) => {
    const words = [title, ...lines];
    if (words.join() === (said ?? [...box.querySelectorAll("p")].map((line) => line.textContent)).join()) return;
    said = words;
    box.querySelector(".notice").replaceChildren(...words.map((text, n) => {
      const line = document.createElement("p");
      if (n === 0) line.className = "notice-title";
      line.textContent = text;
      return line;
    }));
  });
}
