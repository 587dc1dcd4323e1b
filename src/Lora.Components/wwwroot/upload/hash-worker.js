// Hashes parts in a worker, outside the page's main thread, and returns the name of the error when a file can't be read.

import { sha256Of } from "./digest.js";

/** @typedef {{ id: number, sha256?: string, error?: { name: string, isFileError: boolean } }} HashAnswer */

self.onmessage = async ({ data: { id, content } }) => {
  try {
    post({ id, sha256: await sha256Of(content) });
  } catch (error) {
    post({ id, error: { name: error instanceof Error ? error.name : "Error", isFileError: error instanceof DOMException } });
  }
};

/** @param {HashAnswer} answer */
function post(answer) {
  self.postMessage(answer);
}
