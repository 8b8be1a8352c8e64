// What waits to be sent: kept in IndexedDB, sent once. Shared by pages and the service worker.
const OUTBOX = "outbox";

function openDatabase() {
  return new Promise((done, fail) => {
    const request = indexedDB.open("koban", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(OUTBOX, { keyPath: "id" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

async function inOutbox(mode, act) {
  const database = await openDatabase();
  return new Promise((done, fail) => {
    const transaction = database.transaction(OUTBOX, mode);
    const request = act(transaction.objectStore(OUTBOX));
    transaction.oncomplete = () => { database.close(); done(request.result); };
    transaction.onerror = transaction.onabort = () => { database.close(); fail(transaction.error); };
  });
}

const outboxItems = () => inOutbox("readonly", (store) => store.getAll());
const keepItem = (item) => inOutbox("readwrite", (store) => store.put(item));
const dropItem = (id) => inOutbox("readwrite", (store) => store.delete(id));

// The item's new state: sent, refused (a 4xx that trying again cannot mend) or waiting.
async function postItem(item) {
  const body = new FormData();
  for (const [name, value] of item.fields) body.append(name, value);
  const headers = { "Idempotency-Key": item.id, Accept: "application/json" };
  let response;
  try {
    const signal = AbortSignal.timeout?.(180_000);
    response = await fetch(item.action, { method: "POST", body, headers, redirect: "manual", signal });
  } catch {
    return { state: "waiting" };
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok || response.type === "opaqueredirect") return { state: "sent", answer };
  const later = response.status >= 500 || [408, 425, 429].includes(response.status);
  return { state: later ? "waiting" : "refused", answer };
}

// Send what waits, the oldest first; one page or worker at a time. Stops where the network does.
async function flushOutbox() {
  const work = async (lock) => {
    if (!lock) return false;
    const waiting = (await outboxItems()).filter((item) => item.state === "waiting");
    for (const item of waiting.sort((a, b) => a.at - b.at)) {
      const result = await postItem(item);
      if (result.state === "waiting") return false;
      await keepItem({ ...item, ...result, fields: result.state === "sent" ? [] : item.fields });
    }
    return true;
  };
  return navigator.locks ? navigator.locks.request("kb-outbox", { ifAvailable: true }, work) : work(true);
}
