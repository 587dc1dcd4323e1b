// Repeats what may succeed later: waits longer each time, at random so that many clients do not come back at once, and as long as the server asks.

import { settings } from "./settings.js";

// "send" is given what to call whenever bytes have moved; "note" is called with each fault that is waited out, and with null once it is over.
export async function retrying(send, signal, note = () => {}) {
  const stillness = new Stillness();
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await send(() => stillness.moved());
      if (stillness.hasBegun) {
        note(null);
      }
      return answer;
    } catch (fault) {
      if (signal?.aborted || !fault.retryable || stillness.failed() > settings.patience) {
        throw fault;
      }
      note(fault);
      if (await pause(delayOf(attempt, fault.retryAfter), signal)) {
        stillness.forget();
        attempt = 0;
      }
    }
  }
}

// How long nothing has moved since the first fault. An attempt that moves bytes for minutes and breaks in the end has not failed for minutes; that it has moved
// some does not make up for what failed before, or a server that takes every byte and then refuses would be tried for ever.
class Stillness {
  #total = null;
  #since = 0;
  #isMoving = false;

  get hasBegun() {
    return this.#total !== null;
  }

  moved() {
    const now = performance.now();
    if (this.hasBegun && !this.#isMoving) {
      this.#total += now - this.#since;
    }
    this.#since = now;
    this.#isMoving = true;
  }

  // Returns milliseconds.
  failed() {
    const now = performance.now();
    this.#total = this.hasBegun ? this.#total + now - this.#since : 0;
    this.#since = now;
    this.#isMoving = false;
    return this.#total;
  }

  forget() {
    this.#total = null;
  }
}

export function isOffline() {
  return navigator.onLine === false;
}

function delayOf(attempt, asked) {
  const backoff = Math.min(settings.longestDelay, settings.firstDelay * 2 ** (attempt - 1));
  const jittered = backoff * (0.5 + Math.random() / 2);
  return asked === null || asked === undefined ? jittered : Math.min(settings.longestAsked, asked * 1000) + Math.random() * settings.firstDelay;
}

// While the browser is offline no attempt is spent; coming online ends the wait at once. Tells whether there was no network.
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    let offline = isOffline();
    let timer = null;
    const wait = () => {
      clearTimeout(timer);
      timer = offline ? null : setTimeout(finish, milliseconds);
    };
    addEventListener("online", finish);
    addEventListener("offline", lose);
    signal?.addEventListener("abort", stop);
    wait();

    function clear() {
      clearTimeout(timer);
      removeEventListener("online", finish);
      removeEventListener("offline", lose);
      signal?.removeEventListener("abort", stop);
    }
    function lose() {
      offline = true;
      wait();
    }
    function finish() {
      clear();
      resolve(offline);
    }
    function stop() {
      clear();
      reject(signal.reason);
    }
  });
}
