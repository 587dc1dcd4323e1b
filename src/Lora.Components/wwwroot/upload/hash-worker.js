// Hashes parts away from the page's own thread. Of a file that cannot be read the name of the error is told.

import { sha256Of } from "./digest.js";

self.onmessage = async ({ data: { id, content } }) => {
  try {
    self.postMessage({ id, sha256: await sha256Of(content) });
  } catch (error) {
    self.postMessage({ id, error: { name: error.name, isOfFile: error instanceof DOMException } });
  }
};
