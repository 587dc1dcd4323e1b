// Awaits calls to .NET that can get lost: a call that was pending when its circuit was lost is never answered.

import { settings } from "./settings.js";

const longestDelay = 5_000;

/**
 * Returns the result of a call, or throws if it isn't answered in time.
 * @template T
 * @param {Promise<T>} call
 * @returns {Promise<T>}
 */
export function withTimeout(call) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The call was not answered in time.")), settings.acknowledgementTimeout);
    call.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * Repeats an idempotent call until it is answered. Throws when the signal is aborted.
 * @template T
 * @param {() => Promise<T>} call
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
export async function repeatUntilAnswered(call, signal) {
  for (let delay = settings.messageInterval; ; delay = Math.min(longestDelay, delay * 2)) {
    try {
      return await withTimeout(call());
    } catch {
      await new Promise(resolve => setTimeout(resolve, delay));
      signal.throwIfAborted();
    }
  }
}
