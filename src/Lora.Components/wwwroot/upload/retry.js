// Retries requests that can succeed later: with growing random delays, so that many clients don't return at once, and after the Retry-After of the server.

import { RequestError } from "./http.js";
import { settings } from "./settings.js";

/** @typedef {(error: RequestError | null) => void} RetryReport Receives each error that is retried, and null when the request succeeds after all. */

/**
 * Calls "send" until it succeeds, fails permanently, or has failed for too long.
 * @template T
 * @param {(progressed: () => void) => Promise<T>} send Gets a function to call whenever bytes have moved.
 * @param {AbortSignal} [signal]
 * @param {RetryReport} [report]
 * @returns {Promise<T>}
 */
export async function withRetry(send, signal, report = () => {}) {
  const stall = new StallTimer();
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await send(() => stall.progressed());
      if (stall.isRunning) {
        report(null);
      }
      return answer;
    } catch (error) {
      if (signal?.aborted || !(error instanceof RequestError && error.retryable) || stall.failed() > settings.retryTimeout) {
        throw error;
      }
      report(error);
      if (await delay(delayOf(attempt, error.retryAfter), signal)) {
        stall.reset();
        attempt = 0;
      }
    }
  }
}

// Measures the time without progress since the first failure. An attempt that transfers bytes for minutes and then breaks has not failed for minutes. Progress doesn't reset earlier
// failures, because a server that accepts every byte and then refuses would be retried forever.
class StallTimer {
  /** @type {number | null} */
  #total = null;
  #since = 0;
  #isMoving = false;

  get isRunning() {
    return this.#total !== null;
  }

  progressed() {
    const now = performance.now();
    if (this.#total !== null && !this.#isMoving) {
      this.#total += now - this.#since;
    }
    this.#since = now;
    this.#isMoving = true;
  }

  /** Returns the milliseconds without progress. */
  failed() {
    const now = performance.now();
    this.#total = this.#total !== null ? this.#total + now - this.#since : 0;
    this.#since = now;
    this.#isMoving = false;
    return this.#total;
  }

  reset() {
    this.#total = null;
  }
}

/** Returns whether the browser reports that it is offline. */
export function isOffline() {
  return navigator.onLine === false;
}

/**
 * @param {number} attempt
 * @param {number | null} retryAfter In seconds.
 */
function delayOf(attempt, retryAfter) {
  const backoff = Math.min(settings.longestDelay, settings.firstDelay * 2 ** (attempt - 1));
  const jittered = backoff * (0.5 + Math.random() / 2);
  return retryAfter === null ? jittered : Math.min(settings.longestRetryAfter, retryAfter * 1000) + Math.random() * settings.firstDelay;
}

/**
 * No attempt is spent while the browser is offline; coming online ends the delay at once. Returns whether the browser was offline.
 * @param {number} milliseconds
 * @param {AbortSignal} [signal]
 * @returns {Promise<boolean>}
 */
function delay(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    let offline = isOffline();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = offline ? undefined : setTimeout(finish, milliseconds);
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
      reject(signal?.reason);
    }
  });
}
