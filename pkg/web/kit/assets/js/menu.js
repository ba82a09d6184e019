// On a wide screen the menu is always in sight; browsers that cannot do that
// with style alone get it opened.
export default function menu(details) {
  if (CSS.supports("selector(::details-content)")) return;
  details.open = matchMedia("(min-width: 48.01rem)").matches;
}
