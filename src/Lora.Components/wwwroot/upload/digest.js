// SHA-256 in hexadecimal digits. Browsers offer it to secure pages alone.

export const canDigest = globalThis.crypto?.subtle !== undefined;

export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, byte => byte.toString(16).padStart(2, "0")).join("");
}

export async function sha256Of(content) {
  return await sha256(await content.arrayBuffer());
}
