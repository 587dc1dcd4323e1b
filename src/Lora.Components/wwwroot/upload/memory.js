// What outlives the page: which file belongs to which session, and a handle to it where the browser gives one. Without a database that answers nothing is
// remembered, and the person chooses the file again.

import { settings } from "./settings.js";

const name = "lora-uploads";
const store = "sessions";
const kept = 30 * 24 * 60 * 60 * 1000;

let database = null;

export async function remember(entry) {
  const dated = { ...entry, at: Date.now() };
  // Not everything that looks like a handle can be kept.
  await run("readwrite", sessions => sessions.put(dated)) ?? await run("readwrite", sessions => sessions.put({ ...dated, handle: null }));
}

export async function recall(id) {
  return (await run("readonly", sessions => sessions.get(id)))?.result ?? null;
}

export async function forget(id) {
  await run("readwrite", sessions => sessions.delete(id));
}

// Another person's sessions may be among them, so only age tells that one is of no use.
export async function forgetOld() {
  const all = (await run("readonly", sessions => sessions.getAll()))?.result ?? [];
  for (const entry of all.filter(({ at }) => Date.now() - at > kept)) {
    await forget(entry.id);
  }
}

async function run(mode, ask) {
  try {
    database ??= open();
    const transaction = (await database).transaction(store, mode);
    const request = ask(transaction.objectStore(store));
    await inTime((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    return request;
  } catch {
    return null;
  }
}

// One that is opened late is there for what comes later. Whoever wants to delete it need not wait for this page: it is opened again.
function open() {
  return inTime((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: "id" });
    request.onsuccess = () => {
      const opened = request.result;
      opened.onclose = () => { database = null; };
      opened.onversionchange = () => {
        opened.close();
        database = null;
      };
      database = Promise.resolve(opened);
      resolve(opened);
    };
    request.onerror = () => reject(request.error);
  });
}

// A database that another page holds may never answer.
function inTime(begin) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("The database did not answer in time.")), settings.memory);
    begin(resolve, reject);
  });
}
