// Reading a file that a person chose. That fails for good when the file is another by now or is gone, and for a while when its drive is: browsers do not tell
// these apart, and each calls them by names of its own.

import { RequestFault } from "./http.js";
import { settings } from "./settings.js";

export const unreadable = "upload.file_unreadable";

// Tries for a few seconds before it says that the file cannot be read.
export async function reading(read, signal) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof DOMException)) {
        throw error;
      }
      if (attempt >= settings.reads) {
        throw new RequestFault({ code: unreadable });
      }
    }
    await new Promise(resolve => setTimeout(resolve, settings.readPause));
  }
}

// One byte is enough to know.
export async function touch(file) {
  await file.slice(0, 1).arrayBuffer();
}

// Whether a file is known to be another than the one that was chosen. Only a handle tells.
export async function hasChanged({ file, handle }) {
  const now = await handle?.getFile().catch(() => null) ?? file;
  return now.size !== file.size || now.lastModified !== file.lastModified;
}
