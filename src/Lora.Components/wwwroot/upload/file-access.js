// Reads files that a user chose. A read fails permanently when the file was changed or deleted, and temporarily when its drive is missing: browsers don't distinguish the two,
// and each has its own names for the errors.

import { RequestError } from "./http.js";
import { settings } from "./settings.js";

export const fileUnreadable = "upload.file_unreadable";

/**
 * Retries a read for a few seconds, then throws that the file can't be read.
 * @template T
 * @param {() => Promise<T>} read
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
export async function readWithRetry(read, signal) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof DOMException)) {
        throw error;
      }
      if (attempt >= settings.readAttempts) {
        throw new RequestError({ code: fileUnreadable });
      }
    }
    await new Promise(resolve => setTimeout(resolve, settings.readPause));
  }
}

/**
 * Throws if the file can't be read; one byte is enough to know.
 * @param {File} file
 */
export async function checkReadable(file) {
  await file.slice(0, 1).arrayBuffer();
}

/**
 * Returns whether a file is known to differ from the one that was chosen. Only a handle can say so.
 * @param {File} file
 * @param {FileSystemFileHandle | null} handle
 */
export async function hasChanged(file, handle) {
  const current = await handle?.getFile().catch(() => null) ?? file;
  return current.size !== file.size || current.lastModified !== file.lastModified;
}
