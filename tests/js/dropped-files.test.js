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
