// Shows and hides a password. It is hidden again before it is sent, so that the
// browser does not keep it as an ordinary answer.
export default function reveal(box) {
  const [input, button] = [box.querySelector("input"), box.querySelector("button")];
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.textContent = shown ? "隱藏密碼" : "顯示密碼";
  };
  button.hidden = false;
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
}
