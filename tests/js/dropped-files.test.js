import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";

const { droppedFiles, partition } = await module("dropped-files");

test("An unreadable folder does not hold back the rest of a drop", async () => {
  const fileNamed = name => ({ kind: "file", name, getFile: async () => new File(["x"], name) });
  const folderOf = (...handles) => ({ kind: "directory", values: async function* () { yield* handles; } });
  const locked = { kind: "directory", values: () => { throw new DOMException("locked", "NotAllowedError"); } };
  const itemOf = handle => ({ kind: "file", getAsFileSystemHandle: async () => handle, getAsFile: () => null });
  const items = [folderOf(fileNamed("a.ckpt"), locked, fileNamed("b.ckpt")), locked, folderOf(fileNamed("c.ckpt"))].map(itemOf);
  const { files } = await droppedFiles({ items }, [".ckpt"]);
  assert.deepEqual(files.map(({ file }) => file.name), ["a.ckpt", "b.ckpt", "c.ckpt"]);
});

test("Only files with a known extension in a folder are opened, and the others are counted", async () => {
  const opened = [];
  const fileNamed = name => ({ name, open: () => { opened.push(name); return { file: { name }, handle: null }; } });
  const { files, skipped } = await partition([fileNamed("A.SafeTensors"), fileNamed("notes.txt"), fileNamed("b.ckpt")], [".safetensors", ".ckpt"]);
  assert.deepEqual(opened, ["A.SafeTensors", "b.ckpt"]);
  assert.equal(files.length, 2);
  assert.equal(skipped, 1);
});

test("A dropped file is read without its handle where there is none", async () => {
  const file = new File(["x"], "a.ckpt");
  const itemOf = handle => ({ kind: "file", getAsFileSystemHandle: handle, getAsFile: () => file });
  const items = [itemOf(undefined), itemOf(async () => undefined), itemOf(async () => { throw new DOMException("no", "NotAllowedError"); }), { kind: "string" }];
  assert.deepEqual(await droppedFiles({ items }, [".ckpt"]), { files: Array(3).fill({ file, handle: null }), skipped: 0 });
});

test("Files in a dropped folder are found without handles", async () => {
  const file = new File(["x"], "b.ckpt");
  const folderOf = (...entries) => ({ isDirectory: true, createReader: () => ({ readEntries: done => done(entries.splice(0, 1)) }) });
  const entryOf = name => ({ name, file: (done, fail) => name === "locked.ckpt" ? fail(new DOMException("locked", "NotReadableError")) : done(file) });
  const folder = folderOf(entryOf("notes.txt"), folderOf(entryOf("b.ckpt")), entryOf("locked.ckpt"));
  assert.deepEqual(await droppedFiles({ items: [{ kind: "file", webkitGetAsEntry: () => folder, getAsFile: () => null }] }, [".ckpt"]), { files: [{ file, handle: null }], skipped: 1 });
});
