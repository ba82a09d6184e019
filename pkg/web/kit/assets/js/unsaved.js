// What is typed anew within a minute: who somebody is, and words to look for.
const passing = "[type=password], [type=search], [autocomplete=one-time-code], [autocomplete=username]";

// Has the browser ask before words are left behind that only the page holds.
export default function unsaved(form) {
  let typed = false;
  form.addEventListener("input", (event) => {
    typed ||= !event.target.matches(passing);
  });
  form.addEventListener("submit", () => (typed = false));
  askBefore(form, () => typed);
}

// Has the browser ask before the page is left while something of a form is not
// kept anywhere. A form that gave its place to another holds nothing any more.
export function askBefore(form, isLost) {
  addEventListener("beforeunload", (event) => {
    if (form.isConnected && isLost()) event.preventDefault();
  });
}
