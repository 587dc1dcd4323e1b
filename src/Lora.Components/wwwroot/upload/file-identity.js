// Identifies a file without reading all of it, by its name, size, modification time and samples of its content. The key made from these is the same after a reload, so that starting an
// upload again finds the session of the first start.

import { canDigest, sha256 } from "./digest.js";
import { readWithRetry } from "./file-access.js";

/**
 * @typedef {object} FileFacts
 * @property {string} name
 * @property {number} size
 * @property {number} lastModified
 * @property {string} samples The digest of samples of the content.
 *
 * @typedef {FileFacts & { key: string }} FileIdentity
 */

const sampleSize = 64 * 1024;
const positions = [0, 1 / 4, 1 / 2, 3 / 4, 1];

/**
 * @param {File} file
 * @param {AbortSignal} [signal]
 * @returns {Promise<FileIdentity>}
 */
export async function identify(file, signal) {
  const samples = await digest(await readWithRetry(() => samplesOf(file).arrayBuffer(), signal));
  const facts = new TextEncoder().encode([file.name, file.size, file.lastModified, samples].join("\n"));
  return { key: await digest(facts), name: file.name, size: file.size, lastModified: file.lastModified, samples };
}

/**
 * Returns another key for the same file, for a user who wants to upload it twice.
 * @param {string} key
 */
export function alternativeKey(key) {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return `${key}-${[...random].map(number => number.toString(36)).join("")}`;
}

/**
 * @param {FileFacts} one
 * @param {FileFacts} other
 */
export function isSameFile(one, other) {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified && one.samples === other.samples;
}

/** @param {File} file */
function samplesOf(file) {
  return new Blob(positions.map(position => {
    const start = Math.max(0, Math.floor((file.size - sampleSize) * position));
    return file.slice(start, Math.min(file.size, start + sampleSize));
  }));
}

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes */
async function digest(bytes) {
  return canDigest ? await sha256(bytes) : plainDigest(new Uint8Array(bytes));
}

/**
 * Four interleaved rounds of FNV-1a, mixed at the end, for pages without HTTPS. It distinguishes the files of one user and is not a cryptographic hash.
 * @param {Uint8Array} bytes
 */
function plainDigest(bytes) {
  const state = [0x811c9dc5, 0x01234567, 0x89abcdef, 0x5bd1e995];
  for (let index = 0; index < bytes.length; index++) {
    const at = index & 3;
    state[at] = Math.imul(state[at] ^ bytes[index], 0x01000193);
    state[(at + 1) & 3] ^= state[at] >>> 13;
  }
  return state.map((value, index) => {
    let mixed = Math.imul(value ^ (value >>> 16) ^ state[(index + 1) & 3], 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, "0");
  }).join("");
}
