// What was dropped: files as they are, and from folders every file with one of the extensions, however deep; with handles where the browser gives them.

export async function droppedFiles(transfer, extensions) {
  // The list is emptied when the event handler returns, so everything is taken out of it first.
  const entries = [...transfer.items].filter(item => item.kind === "file").map(item => ({
    handle: item.getAsFileSystemHandle?.().catch(() => null) ?? null,
    entry: item.webkitGetAsEntry?.() ?? null,
    file: item.getAsFile(),
  }));
  const files = [];
  let skipped = 0;
  for (const { handle, entry, file } of entries) {
    const held = await handle;
    if (held?.kind === "directory" || entry?.isDirectory) {
      const inside = await sorted(held ? filesOf(held) : filesIn(entry), extensions);
      files.push(...inside.files);
      skipped += inside.skipped;
    } else if (file) {
      files.push({ file, handle: held });
    }
  }
  return { files, skipped };
}

// Of the files of a folder, given as { name, open }, those with one of the extensions, opened, and how many others there are. Nothing else is opened: there may be
// very many.
export async function sorted(all, extensions) {
  const files = [];
  let skipped = 0;
  for await (const { name, open } of all) {
    if (extensions.some(extension => name.toLowerCase().endsWith(extension))) {
      files.push(await Promise.resolve().then(open).catch(() => null));
    } else {
      skipped++;
    }
  }
  return { files: files.filter(file => file !== null), skipped };
}

// Every file in the folder of a handle, however deep.
export async function* filesOf(folder) {
  try {
    for await (const handle of folder.values()) {
      if (handle.kind === "directory") {
        yield* filesOf(handle);
      } else {
        yield { name: handle.name, open: async () => ({ file: await handle.getFile(), handle }) };
      }
    }
  } catch {
    // A folder that cannot be read keeps nothing else back.
  }
}

async function* filesIn(folder) {
  const reader = folder.createReader();
  for (;;) {
    // A reader gives at most 100 entries a call.
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)).catch(() => []);
    if (entries.length === 0) {
      return;
    }
    for (const entry of entries) {
      if (entry.isDirectory) {
        yield* filesIn(entry);
      } else {
        yield { name: entry.name, open: () => new Promise((resolve, reject) => entry.file(file => resolve({ file, handle: null }), reject)) };
      }
    }
  }
}
