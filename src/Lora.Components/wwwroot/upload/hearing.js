// Calls of .NET that may be lost: what was sent when a circuit was lost is never answered.

import { settings } from "./settings.js";

const longestWait = 5_000;

// What a call, of which the promise is given, is answered; it fails when nothing is heard of it in time.
export function heard(call) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("Nothing was heard of it.")), settings.hearing);
    call.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

// Calls until it is answered, which takes a call that does the same when it arrives twice. Throws when the signal ends it.
export async function heardAtLast(call, signal) {
  for (let wait = settings.message; ; wait = Math.min(longestWait, wait * 2)) {
    try {
      return await heard(call());
    } catch {
      await new Promise(resolve => setTimeout(resolve, wait));
      signal.throwIfAborted();
    }
  }
}
