// What every page does: words for scripts, lazy elements, the service worker, quick exit, focus.
export const words = JSON.parse(document.getElementById("kb-words").textContent);

export function element(name, attributes, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

export function copyButton(text) {
  const button = element("button", { type: "button", class: "button quiet" }, words.copy);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = words.copied;
  });
  return button;
}

const { imports } = JSON.parse(document.querySelector("script[type=importmap]").textContent);
for (const name of Object.keys(imports)) {
  if (name.startsWith("kb-") && document.querySelector(name)) import(name);
}
if (document.querySelector("form[data-kb-steps]")) import("koban/steps");
if (document.querySelector("kb-outbox")) import("koban/outbox");

document.querySelector("[data-kb-focus]")?.focus();

let escapes = 0;
const leave = () => location.replace("about:blank");
addEventListener("click", (event) => {
  const target = event.target.closest("[data-kb-exit], [data-kb-copy], [data-kb-print]");
  if (!target) return;
  event.preventDefault();
  if ("kbExit" in target.dataset) leave();
  else if ("kbPrint" in target.dataset) print();
  else navigator.clipboard.writeText(target.dataset.kbCopy).then(() => (target.textContent = words.copied));
});
addEventListener("keydown", (event) => {
  escapes = event.key === "Escape" ? escapes + 1 : 0;
  if (escapes === 3 && document.querySelector("[data-kb-exit]")) leave();
});

if (document.documentElement.classList.contains("citizen") && "serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready).then((registration) => {
    const urls = Array.from(document.querySelectorAll("a[data-kb-keep]"), (link) => link.href);
    if (urls.length) registration.active.postMessage({ keep: urls });
  });
}
