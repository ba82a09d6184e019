// Loads the module each element asks for. Pages work without any of them.
export function load(part) {
  for (const element of part.querySelectorAll("[data-module]")) {
    import(`./${element.dataset.module}.js`).then((module) => module.default(element));
  }
}

load(document);
