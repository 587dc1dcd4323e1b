// Repeats what may succeed later: waits longer each time, at random so that many clients do not come back at once, and as long as the server asks.

import { settings } from "./settings.js";

// "note" is called with each fault that is waited out, and with null once it is over.
export async function retrying(send, signal, note = () => {}) {
  let since = null;
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await send();
      if (since !== null) {
        note(null);
      }
      return answer;
    } catch (fault) {
      since ??= performance.now();
      if (signal?.aborted || !fault.retryable || performance.now() - since > settings.patience) {
        throw fault;
      }
      note(fault);
      if (await pause(delayOf(attempt, fault.retryAfter), signal)) {
        since = null;
        attempt = 0;
      }
    }
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
