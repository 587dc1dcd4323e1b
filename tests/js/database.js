// IndexedDB in memory, as far as session-store.js uses it: one database with one store, whose transactions complete by themselves.

export class FakeDatabase {
  name = null;
  storeName = null;
  records = new Map();
  // Never answers, like a database that another page blocks.
  isBlocked = false;
  // Refuses to store handles, as some browsers do.
  refusesHandles = false;
  #keyPath = null;

  constructor() {
    globalThis.indexedDB = { open: name => this.#open(name) };
  }

  createObjectStore(storeName, { keyPath }) {
    this.storeName = storeName;
    this.#keyPath = keyPath;
  }

  transaction() {
    const transaction = { objectStore: () => ({
      put: record => this.#put(record, transaction),
      get: key => ({ result: this.records.get(key) }),
      getAll: () => ({ result: [...this.records.values()] }),
      delete: key => ({ result: void this.records.delete(key) }),
    }) };
    queueMicrotask(() => queueMicrotask(() => transaction.oncomplete?.()));
    return transaction;
  }

  close() {}

  #open(name) {
    const request = { result: this };
    queueMicrotask(() => {
      if (!this.isBlocked) {
        if (this.name === null) {
          this.name = name;
          request.onupgradeneeded();
        }
        request.onsuccess();
      }
    });
    return request;
  }

  #put(record) {
    if (this.refusesHandles && record.handle !== null) {
      throw new DOMException("The handle can't be cloned.", "DataCloneError");
    }
    this.records.set(record[this.#keyPath], record);
    return {};
  }
}
