// Loads the module each element asks for. Pages work without any of them.
for (const element of document.querySelectorAll("[data-module]")) {
  import(`./${element.dataset.module}.js`).then((module) => module.default(element));
}
