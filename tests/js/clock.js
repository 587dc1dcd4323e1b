// A clock that a test advances: timers, Date.now and performance.now use it. Only for modules that wait for nothing but time.

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

  // Advances the clock and runs the timers that are due, in order.
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

  // Advances the clock but not the timers, as when the device is asleep.
  skip(milliseconds) {
    this.#now += milliseconds;
    this.#timers.forEach(timer => { timer.due += milliseconds; });
  }

  #add(action, delay, every) {
    this.#timers.set(++this.#count, { action, due: this.#now + delay, every });
    return this.#count;
  }

  #next(end) {
    return [...this.#timers].filter(([, { due }]) => due <= end).sort(([, one], [, other]) => one.due - other.due)[0];
  }
}

// Runs everything that waits only for promises.
async function settle() {
  for (let round = 0; round < 5; round++) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
