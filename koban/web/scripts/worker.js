// The service worker. Python puts DATA, the outbox's core and this together.
const SHELL = `kb-shell-${DATA.version}`;
const PAGES = `kb-pages-${DATA.version}`;
const MOST_PAGES = 60;
const PATIENCE = 5000;

const keepable = (response) =>
  response.status === 200 && !response.redirected && !/no-store/.test(response.headers.get("cache-control") ?? "");

async function keepPages(paths) {
  const cache = await caches.open(PAGES);
  await Promise.all(paths.map(async (path) => {
    const response = await fetch(path).catch(() => null); // without a network: kept the next time
    if (response && keepable(response)) await cache.put(path, response);
  }));
}

self.addEventListener("install", (event) => {
  const shell = caches.open(SHELL).then((cache) => cache.addAll(DATA.shell));
  event.waitUntil(Promise.all([shell, keepPages(DATA.pages)]).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = async () => {
    for (const name of await caches.keys()) if (name !== SHELL && name !== PAGES) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(old());
});

async function fromShell(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  return kept ?? fetch(request);
}

// A network that does not answer is as good as none where there is a copy to show.
async function patiently(request, copy) {
  const asked = fetch(request);
  if (!copy) return asked;
  asked.catch(() => undefined);
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("too slow")), PATIENCE));
  return Promise.race([asked, late]);
}

async function page(event) {
  const cache = await caches.open(PAGES);
  const copy = await cache.match(event.request, { ignoreVary: true });
  try {
    const response = await patiently(event.request, copy);
    if (keepable(response)) event.waitUntil(cache.put(event.request, response.clone()).then(() => trim(cache)));
    return response;
  } catch {
    return (
      copy ??
      (await cache.match(event.request, { ignoreVary: true, ignoreSearch: true })) ??
      (await cache.match(DATA.offline, { ignoreVary: true })) ??
      Response.error()
    );
  }
}

async function trim(cache) {
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(keys.length - MOST_PAGES, 0))) {
    if (!DATA.pages.includes(new URL(key.url).pathname)) await cache.delete(key);
  }
}

async function chooseLanguage(event) {
  const response = await fetch(event.request);
  await caches.delete(PAGES); // the pages kept so far speak the other language
  event.waitUntil(keepPages(DATA.pages));
  return response;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/language") event.respondWith(chooseLanguage(event));
  if (request.method !== "GET" || url.pathname.startsWith("/api/")) return;
  if (url.pathname.startsWith("/static/") || DATA.shell.includes(url.pathname)) event.respondWith(fromShell(request));
  else if (request.mode === "navigate") {
    event.respondWith(page(event));
    event.waitUntil(sendWhatWaits());
  }
});

// Whoever opens the app sends what waits, also where its pages have moved to another address and cannot do it.
const sendWhatWaits = () => flushOutbox().then(tellPages).catch(() => undefined);

self.addEventListener("message", (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keepPages(event.data.keep.slice(0, 20)));
});

async function tellPages() {
  for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage("outbox");
}

self.addEventListener("sync", (event) => {
  if (event.tag !== "outbox") return;
  event.waitUntil(flushOutbox().then(async (done) => {
    await tellPages();
    if (!done) throw new Error("not sent yet"); // the browser asks again later
  }));
});
