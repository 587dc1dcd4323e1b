// Web Locks in memory, as far as claims.js uses them.

export class Locks {
  #held = new Map();

  async request(name, { ifAvailable = false, signal }, use) {
    while (this.#held.has(name)) {
      if (ifAvailable) {
        return await use(null);
      }
      await Promise.race([this.#held.get(name), aborted(signal)]);
    }
    const used = Promise.resolve(use({ name }));
    this.#held.set(name, used);
    await used;
    this.#held.delete(name);
  }

  async query() {
    return { held: [...this.#held.keys()].map(name => ({ name })) };
  }
}

function aborted(signal) {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}
