// What outlives the page: which file belongs to which session, and a handle to it where the browser gives one. Without a database nothing is
// remembered, and the person chooses the file again.

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
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    return request;
  } catch {
    return null;
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
}
