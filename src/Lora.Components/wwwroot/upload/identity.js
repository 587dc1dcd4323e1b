// What tells a file from others without reading all of it: name, size, time of change and samples of its content. The key made of that is the same
// after a reload, so that beginning an upload again finds the session it began before.

import { canDigest, sha256 } from "./digest.js";
import { reading } from "./reading.js";

const sample = 64 * 1024;
const places = [0, 1 / 4, 1 / 2, 3 / 4, 1];

export async function identify(file, signal) {
  const samples = await digest(await reading(() => content(file).arrayBuffer(), signal));
  const named = new TextEncoder().encode([file.name, file.size, file.lastModified, samples].join("\n"));
  return { key: await digest(named), name: file.name, size: file.size, lastModified: file.lastModified, samples };
}

// Another key for the same file, for a person who wants it twice.
export function anotherKey(key) {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return `${key}-${[...random].map(number => number.toString(36)).join("")}`;
}

// Why a file is not the one that was identified before; null when it is.
export function difference(before, now) {
  if (before.name !== now.name) {
    return "name";
  }
  if (before.size !== now.size) {
    return "size";
  }
  return before.lastModified !== now.lastModified || before.samples !== now.samples ? "content" : null;
}

function content(file) {
  const pieces = places.map(place => {
    const start = Math.max(0, Math.floor((file.size - sample) * place));
    return file.slice(start, Math.min(file.size, start + sample));
  });
  return new Blob(pieces);
}

async function digest(bytes) {
  return canDigest ? await sha256(bytes) : plainDigest(new Uint8Array(bytes));
}

// Four rounds of FNV-1a with different beginnings, mixed at the end: enough to tell the files of one person apart, and no more than that.
function plainDigest(bytes) {
  const state = [0x811c9dc5, 0x01234567, 0x89abcdef, 0x5bd1e995];
  for (let place = 0; place < bytes.length; place++) {
    const at = place & 3;
    state[at] = Math.imul(state[at] ^ bytes[place], 0x01000193);
    state[(at + 1) & 3] ^= state[at] >>> 13;
  }
  return state.map((value, place) => {
    let mixed = Math.imul(value ^ (value >>> 16) ^ state[(place + 1) & 3], 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, "0");
  }).join("");
}
