// Ensures that only one page drives an upload, with locks that the browser shares between all pages of this origin and releases when a page ends for any reason.
// Without HTTPS there are no such locks; a part that is sent twice does no harm.

/** @typedef {() => void} Release Releases a claim. */

const prefix = "lora-upload ";

/**
 * Returns a function that releases the claim, or null if another page has it.
 * @param {string} name
 * @returns {Promise<Release | null>}
 */
export function tryClaim(name) {
  return request(name, { ifAvailable: true });
}

/**
 * Waits until no other page has the claim.
 * @param {string} name
 * @param {AbortSignal} signal
 */
export async function claim(name, signal) {
  return /** @type {Release} */ (await request(name, { signal }));
}

/** Returns the names that any page has claimed. */
export async function claimedNames() {
  const { held = [] } = await navigator.locks?.query() ?? {};
  return new Set(held.map(({ name = "" }) => name).filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length)));
}

/**
 * @param {string} name
 * @param {LockOptions} options
 * @returns {Promise<Release | null>}
 */
function request(name, options) {
  if (!navigator.locks) {
    return Promise.resolve(() => {});
  }
  return new Promise((resolve, reject) => {
    navigator.locks.request(prefix + name, options, lock => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      return new Promise(release => resolve(() => release(undefined)));
    }).catch(reject);
  });
}
