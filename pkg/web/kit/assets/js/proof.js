// Brings the widget that proves to a third party that a person signs in. Only a
// page whose policy admits its origin can run it.
export default function proof(box) {
  document.head.append(Object.assign(document.createElement("script"), { src: box.dataset.script, async: true }));
}
