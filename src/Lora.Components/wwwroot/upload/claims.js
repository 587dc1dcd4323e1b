// One page alone drives an upload, by locks that the browser keeps for all pages of this address and frees when a page ends, however it does.
// Plain http has no such locks; parts sent twice do no harm.

const prefix = "lora-upload ";
const nothing = () => {};

// Resolves with a function that gives the claim up; with null when another page has it.
export function claimNow(subject) {
  return ask(subject, { ifAvailable: true });
}

// The same, but waits until no other page has it.
export function claim(subject, signal) {
  return ask(subject, { signal });
}

// The subjects that any page has a claim on.
export async function claimed() {
  const { held = [] } = await navigator.locks?.query() ?? {};
  return new Set(held.filter(lock => lock.name.startsWith(prefix)).map(lock => lock.name.slice(prefix.length)));
}

function ask(subject, options) {
  if (!navigator.locks) {
    return Promise.resolve(nothing);
  }
  return new Promise((resolve, reject) => {
    navigator.locks.request(prefix + subject, options, lock => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      return new Promise(release => resolve(release));
    }).catch(reject);
  });
}
