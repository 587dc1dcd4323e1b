// Computes SHA-256 as hexadecimal digits. Browsers offer it only in secure contexts.

export const canDigest = globalThis.crypto?.subtle !== undefined;

/**
 * @param {BufferSource} bytes
 * @returns {Promise<string>}
 */
export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, byte => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {Blob} content
 * @returns {Promise<string>}
 */
export async function sha256Of(content) {
  return await sha256(await content.arrayBuffer());
}
