const pause = 1000; // ms between two looks
const patience = 120; // looks; then the person presses reload

// Waits for a page that says no longer that something is going on.
export default function waiting() {
  let looks = 0;
  const look = async () => {
    const answer = await fetch(location.href).catch(() => undefined);
    const text = answer?.ok ? await answer.text() : undefined;
    if (text && !text.includes('data-module="waiting"')) location.reload();
    else if (++looks < patience) setTimeout(look, pause);
  };
  setTimeout(look, pause);
}
