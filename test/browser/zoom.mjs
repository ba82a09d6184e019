// What a page loses at 200 % zoom with the text spacing that somebody may need
// (WCAG 1.4.4, 1.4.10, 1.4.12): a picture of 640 pixels is what 1280 show then.
const spaced = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-block-end: 2em !important }`;

// Lists in words what is wider than the page, is cut off, or scrolls where no
// keyboard comes.
export async function cramped(page) {
  await page.setViewportSize({ width: 640, height: 450 });
  return page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    const faults = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth} px`);
    for (const element of document.body.querySelectorAll("*")) {
      if (element.scrollWidth <= element.clientWidth + 1 || !element.checkVisibility() || element.closest(".unseen, svg, select, input")) continue;
      const { overflowX, display, clipPath } = getComputedStyle(element);
      const what = element.outerHTML.slice(0, 100);
      const region = element.matches("[tabindex='0']:is([aria-label], [aria-labelledby]), textarea");
      if (["auto", "scroll"].includes(overflowX) && !region) faults.push(`scrolls out of reach: ${what}`);
      if (["hidden", "clip"].includes(overflowX) && clipPath === "none" && element.clientWidth > 1) faults.push(`is cut off: ${what}`);
      if (overflowX === "visible" && display !== "inline" && element.matches("button, .tag, .area, label, dt, h1, h2, h3")) faults.push(`sticks out: ${what}`);
    }
    document.adoptedStyleSheets = [];
    return faults;
  }, spaced);
}

// What forced colours leave of what colours alone would say: bars stand out from
// the page, what is current and what is a state has a border, and the focus shows.
export async function unforced(page) {
  return page.evaluate(() => {
    const faults = [];
    const seen = (element) => element.checkVisibility();
    const colour = (words) => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = words;
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    };
    const canvas = colour("Canvas");
    for (const bar of document.querySelectorAll(".chart-bar, .chart-label, .chart-value"))
      if (getComputedStyle(bar).fill === canvas) faults.push(`nobody sees ${bar.outerHTML}`);
    for (const mark of document.querySelectorAll(".tag, .area, .menu a[aria-current], .stages li[aria-current]"))
      if (seen(mark) && parseFloat(getComputedStyle(mark).borderInlineStartWidth) < 1) faults.push(`no border on ${mark.outerHTML.slice(0, 100)}`);
    for (const box of document.querySelectorAll("input:is([type=checkbox], [type=radio])"))
      if (getComputedStyle(box).appearance !== "auto") faults.push(`${box.outerHTML} is not the browser's own`);
    const stop = [...document.querySelectorAll("main a, main button, main input:not([type=hidden])")].find((element) => seen(element) && element.tabIndex >= 0);
    stop?.focus({ focusVisible: true });
    if (stop) {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(stop);
      if (outlineStyle === "none" || parseFloat(outlineWidth) < 2 || outlineColor === canvas) faults.push(`no focus on ${stop.outerHTML.slice(0, 100)}`);
    }
    return faults;
  });
}
