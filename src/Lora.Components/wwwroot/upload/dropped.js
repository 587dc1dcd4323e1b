// What was dropped: files as they are, and from folders every file with one of the extensions, however deep.

export async function droppedFiles(transfer, extensions) {
  // The list is emptied when the event handler returns, so everything is taken out of it first.
  const entries = [...transfer.items].filter(item => item.kind === "file")
    .map(item => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const files = [];
  let skipped = 0;
  for (const { entry, file } of entries) {
    if (entry?.isDirectory) {
      for await (const inner of filesIn(entry)) {
        if (extensions.some(extension => inner.name.toLowerCase().endsWith(extension))) {
          files.push(inner);
        } else {
          skipped++;
        }
      }
    } else if (file) {
      files.push(file);
    }
  }
  return { files, skipped };
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
        const file = await new Promise((resolve, reject) => entry.file(resolve, reject)).catch(() => null);
        if (file) {
          yield file;
        }
      }
    }
  }
}
