// A clock that stands still until a test moves it: timers, Date.now and performance.now go by it. Only for modules that wait for nothing but time.

const real = { setTimeout, clearTimeout, setInterval, clearInterval, now: Date.now, performanceNow: performance.now };

export class Clock {
  #now = 1_700_000_000_000;
  #timers = new Map();
  #count = 0;

  constructor(test) {
    globalThis.setTimeout = (action, delay = 0) => this.#add(action, delay, null);
    globalThis.setInterval = (action, delay) => this.#add(action, delay, delay);
    globalThis.clearTimeout = globalThis.clearInterval = id => this.#timers.delete(id);
    Date.now = () => this.#now;
    performance.now = () => this.#now - 1_700_000_000_000;
    test.after(() => {
      Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout, setInterval: real.setInterval, clearInterval: real.clearInterval });
      Date.now = real.now;
      performance.now = real.performanceNow;
    });
  }

  get now() {
    return performance.now();
  }

  // Lets so many milliseconds pass; everything that is due happens in order.
  async pass(milliseconds) {
    const end = this.#now + milliseconds;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      const [id, timer] = next;
      this.#now = timer.due;
      if (timer.every === null) {
        this.#timers.delete(id);
      } else {
        timer.due += timer.every;
      }
      timer.action();
      await settle();
    }
    this.#now = end;
  }

  #add(action, delay, every) {
    this.#timers.set(++this.#count, { action, due: this.#now + delay, every });
    return this.#count;
  }

  #next(end) {
    return [...this.#timers].filter(([, { due }]) => due <= end).sort(([, one], [, other]) => one.due - other.due)[0];
  }
}

// Lets everything happen that waits for promises alone.
async function settle() {
  for (let round = 0; round < 5; round++) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
