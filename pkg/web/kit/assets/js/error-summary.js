// Brings keyboard and screen reader to the summary, and from its lines to the
// controls, also to those in a closed provider.
export default function errorSummary(summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const control = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!control) return;
    event.preventDefault();
    control.closest("details")?.setAttribute("open", "");
    (control.closest(".field") ?? control).scrollIntoView();
    const group = control.matches("fieldset") && control.querySelector("input, summary");
    (group || control).focus({ preventScroll: true });
  });
}
