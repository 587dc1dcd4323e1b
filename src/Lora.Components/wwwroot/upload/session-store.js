// Stores in IndexedDB which file belongs to which session, with a handle where the browser provides one, so that an upload can resume after a reload. If the database doesn't answer,
// nothing is stored and the user chooses the file again.

import { settings } from "./settings.js";

/**
 * @import { FileFacts } from "./file-identity.js"
 *
 * @typedef {FileFacts & { id: string, key: string, handle: FileSystemFileHandle | null }} SavedSession The id is that of the session, the key its idempotency key.
 */

// Names and members that are already in the databases of browsers: uploads that were started with an earlier version resume only if these stay.
const databaseName = "lora-uploads";
const storeName = "sessions";
const maxAge = 30 * 24 * 60 * 60 * 1000;

/** @type {Promise<IDBDatabase> | null} */
let database = null;

/** @param {SavedSession} session */
export async function saveSession(session) {
  const dated = { ...session, at: Date.now() };
  // Some handles can't be stored.
  await run("readwrite", sessions => sessions.put(dated)) ?? await run("readwrite", sessions => sessions.put({ ...dated, handle: null }));
}

/**
 * @param {string} id
 * @returns {Promise<SavedSession | null>}
 */
export async function loadSession(id) {
  return (await run("readonly", sessions => sessions.get(id)))?.result ?? null;
}

/** @param {string} id */
export async function deleteSession(id) {
  await run("readwrite", sessions => sessions.delete(id));
}

/** Deletes expired sessions. Sessions of another user may be among them, so only their age shows that they are no longer needed. */
export async function deleteExpiredSessions() {
  const all = (await run("readonly", sessions => sessions.getAll()))?.result ?? [];
  for (const session of all.filter(({ at }) => Date.now() - at > maxAge)) {
    await deleteSession(session.id);
  }
}

/**
 * Returns the completed request, or null if the database could not run it.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(sessions: IDBObjectStore) => IDBRequest<T>} ask
 * @returns {Promise<IDBRequest<T> | null>}
 */
async function run(mode, ask) {
  try {
    database ??= open();
    const transaction = (await database).transaction(storeName, mode);
    const request = ask(transaction.objectStore(storeName));
    await withTimeout((resolve, reject) => {
      transaction.oncomplete = () => resolve(null);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    return request;
  } catch {
    return null;
  }
}

// A database that opens after the timeout is used by later calls. It closes when another page wants to delete it, and the next call opens it again.
function open() {
  return withTimeout((/** @type {(opened: IDBDatabase) => void} */ resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: "id" });
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

/**
 * A database that another page blocks may never answer.
 * @template T
 * @param {(resolve: (value: T) => void, reject: (reason: unknown) => void) => void} begin
 * @returns {Promise<T>}
 */
function withTimeout(begin) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("The database did not answer in time.")), settings.databaseTimeout);
    begin(resolve, reject);
  });
}
