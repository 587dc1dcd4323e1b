// Reads what was dropped: files as they are, and all files with an accepted extension from folders of any depth, with handles where the browser provides them.

/**
 * @typedef {{ file: File, handle: FileSystemFileHandle | null }} ChosenFile
 * @typedef {{ name: string, open: () => ChosenFile | Promise<ChosenFile> }} FolderFile
 * @typedef {{ files: ChosenFile[], skipped: number }} ChosenFiles "skipped" counts files in folders without an accepted extension.
 */

/**
 * @param {DataTransfer} transfer
 * @param {string[]} extensions
 * @returns {Promise<ChosenFiles>}
 */
export async function droppedFiles(transfer, extensions) {
  // The list is emptied when the event handler returns, so everything is read from it first.
  const items = [...transfer.items].filter(item => item.kind === "file").map(item => ({
    handle: item.getAsFileSystemHandle?.().catch(() => null) ?? null,
    entry: item.webkitGetAsEntry?.() ?? null,
    file: item.getAsFile(),
  }));
  /** @type {ChosenFile[]} */
  const files = [];
  let skipped = 0;
  for (const item of items) {
    // Undefined for a file that is on no disk.
    const handle = await item.handle ?? null;
    const folder = handle !== null ? filesInHandle(handle) : filesInEntry(item.entry);
    if (folder !== null) {
      const inside = await partition(folder, extensions);
      files.push(...inside.files);
      skipped += inside.skipped;
    } else if (item.file) {
      files.push({ file: item.file, handle: /** @type {FileSystemFileHandle | null} */ (handle) });
    }
  }
  return { files, skipped };
}

/**
 * Opens the files with an accepted extension and counts the others. It opens no other file, because a folder can contain very many.
 * @param {Iterable<FolderFile> | AsyncIterable<FolderFile>} all
 * @param {string[]} extensions
 * @returns {Promise<ChosenFiles>}
 */
export async function partition(all, extensions) {
  /** @type {ChosenFile[]} */
  const files = [];
  let skipped = 0;
  for await (const { name, open } of all) {
    if (extensions.some(extension => name.toLowerCase().endsWith(extension))) {
      const file = await Promise.resolve().then(open).catch(() => null);
      files.push(...(file ? [file] : []));
    } else {
      skipped++;
    }
  }
  return { files, skipped };
}

/**
 * Yields every file in a folder and its subfolders.
 * @param {FileSystemDirectoryHandle} folder
 * @returns {AsyncGenerator<FolderFile>}
 */
export async function* filesInFolder(folder) {
  try {
    for await (const handle of folder.values()) {
      if (isFolder(handle)) {
        yield* filesInFolder(handle);
      } else {
        const file = /** @type {FileSystemFileHandle} */ (handle);
        yield { name: file.name, open: async () => ({ file: await file.getFile(), handle: file }) };
      }
    }
  } catch {
    // An unreadable folder does not prevent reading the others.
  }
}

/** @param {FileSystemHandle} handle */
function filesInHandle(handle) {
  return isFolder(handle) ? filesInFolder(handle) : null;
}

/** @param {FileSystemEntry | null} entry */
function filesInEntry(entry) {
  return entry?.isDirectory ? filesInFolderEntry(/** @type {FileSystemDirectoryEntry} */ (entry)) : null;
}

/**
 * @param {FileSystemHandle} handle
 * @returns {handle is FileSystemDirectoryHandle}
 */
function isFolder(handle) {
  return handle.kind === "directory";
}

/**
 * @param {FileSystemDirectoryEntry} folder
 * @returns {AsyncGenerator<FolderFile>}
 */
async function* filesInFolderEntry(folder) {
  const reader = folder.createReader();
  for (;;) {
    // A reader returns at most 100 entries per call.
    const entries = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ resolve, reject) => reader.readEntries(resolve, reject)).catch(() => []);
    if (entries.length === 0) {
      return;
    }
    for (const entry of entries) {
      if (entry.isDirectory) {
        yield* filesInFolderEntry(/** @type {FileSystemDirectoryEntry} */ (entry));
      } else {
        yield { name: entry.name, open: () => openEntry(/** @type {FileSystemFileEntry} */ (entry)) };
      }
    }
  }
}

/**
 * @param {FileSystemFileEntry} entry
 * @returns {Promise<ChosenFile>}
 */
function openEntry(entry) {
  return new Promise((resolve, reject) => entry.file(file => resolve({ file, handle: null }), reject));
}
