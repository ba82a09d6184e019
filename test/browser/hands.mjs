// Two ways to use a page with the same verbs: with a mouse, and with the keyboard
// alone (E4). By keyboard every stop on the way is looked at: its focus can be
// seen, it lies behind the one before, and the way leads on.
import assert from "node:assert/strict";

export const mouse = (page) => ({
  write: (field, text) => field.fill(text),
  writeDay: (field, day) => field.fill(day),
  tick: (box) => box.check(),
  choose: (select, label) => select.selectOption({ label }),
  press: (target) => target.click(),
  handIn: (field, file) => field.setInputFiles(file),
});

export function keyboard(page) {
  const key = (name) => page.keyboard.press(name);

  // Tabs on until a stop is one of those wanted, round the page at most once.
  async function reach(wanted) {
    await wanted.first().waitFor();
    let round = 0;
    for (let n = 0; n < 400; n++) {
      if (await wanted.evaluateAll((all) => all.includes(document.activeElement))) return;
      await key("Tab");
      const stop = await page.evaluate(lookAtFocus);
      if (stop.nowhere) { // between the last stop and the first lies the browser's own
        if (++round > 1) break;
        continue;
      }
      assert.ok(stop.visible, `no visible focus on ${stop.what}`);
      assert.ok(stop.behind || round < 2, `the focus goes back to ${stop.what}`);
      if (!stop.behind) round++;
      assert.ok(stop.moved, `the focus is caught in ${stop.what}`);
    }
    assert.fail(`no way by keyboard to ${wanted}`);
  }

  return {
    reach,
    async write(field, text) {
      await reach(field);
      await key("Control+A");
      if (text) await page.keyboard.type(text);
      else await key("Delete");
    },
    // Month, day and year, as the browser of the tests asks for them.
    async writeDay(field, day) {
      await reach(field);
      const [year, month, date] = day.split("-");
      await page.keyboard.type(month + date + year);
      assert.equal(await field.inputValue(), day);
    },
    // Of radio buttons one is a stop; arrows go to the others.
    async tick(box) {
      const radio = await box.evaluate((element) => element.type === "radio" && element.name);
      if (!radio) {
        await reach(box);
        if (!(await box.isChecked())) await key("Space");
        return;
      }
      await reach(page.locator(`input[name="${radio}"]`));
      for (let n = 0; n < 12 && !(await box.isChecked()); n++)
        await key((await box.evaluate((element) => element === document.activeElement)) ? "Space" : "ArrowDown");
      assert.ok(await box.isChecked());
    },
    async choose(select, label) {
      await reach(select);
      await key("Home");
      const chosen = () => select.evaluate((element) => element.selectedOptions[0].label);
      for (let n = 0; n < 60 && (await chosen()) !== label; n++) await key("ArrowDown");
      assert.equal(await chosen(), label);
    },
    async press(target) {
      await reach(target);
      const leads = await target.evaluate((element) => element.matches("a[href]:not([href^='#'])"));
      await Promise.all([leads && page.waitForNavigation(), key("Enter")]);
    },
    async handIn(field, file) {
      await reach(field);
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), key("Enter")]);
      await chooser.setFiles(file);
    },
  };
}

// What has the focus, and how it lies to what had it before. Runs in the page.
function lookAtFocus() {
  const now = document.activeElement;
  if (now === document.body) {
    globalThis.hadFocus = undefined;
    return { nowhere: true };
  }
  const before = globalThis.hadFocus;
  globalThis.hadFocus = now;
  const { outlineStyle, outlineWidth } = getComputedStyle(now);
  const box = now.getBoundingClientRect();
  return {
    what: now.outerHTML.slice(0, 120),
    visible: outlineStyle === "solid" && parseFloat(outlineWidth) >= 3 && box.width > 1 && box.bottom > 0 && box.top < innerHeight,
    moved: before !== now || now.type === "date",
    behind: !before?.isConnected || before === now || Boolean(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING),
  };
}
