// Repeats what may succeed later: waits longer each time, at random so that many clients do not come back at once, and as long as the server asks.

const attempts = 6;
const firstDelay = 500;
const longestDelay = 10_000;
const longestAsked = 60_000;

export async function retrying(send, signal) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (fault) {
      if (signal.aborted || !fault.retryable || attempt === attempts) {
        throw fault;
      }
      await pause(delayOf(attempt, fault.retryAfter), signal);
    }
  }
}

function delayOf(attempt, asked) {
  const backoff = Math.min(longestDelay, firstDelay * 2 ** (attempt - 1));
  const jittered = backoff * (0.5 + Math.random() / 2);
  return asked === null || asked === undefined ? jittered : Math.min(longestAsked, asked * 1000) + Math.random() * firstDelay;
}

// While the browser is offline no attempt is spent; coming online ends the wait at once.
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const offline = navigator.onLine === false;
    const timer = offline ? null : setTimeout(finish, milliseconds);
    addEventListener("online", finish);
    signal.addEventListener("abort", stop);

    function clear() {
      clearTimeout(timer);
      removeEventListener("online", finish);
      signal.removeEventListener("abort", stop);
    }
    function finish() {
      clear();
      resolve();
    }
    function stop() {
      clear();
      reject(signal.reason);
    }
  });
}
