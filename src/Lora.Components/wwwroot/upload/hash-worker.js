// Hashes parts away from the page's own thread. A file that cannot be read any more is told by the name of the error.

import { sha256Of } from "./digest.js";

self.onmessage = async ({ data: { id, content } }) => {
  try {
    self.postMessage({ id, sha256: await sha256Of(content) });
  } catch (error) {
    self.postMessage({ id, error: error.name });
  }
};
