import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";

const { alternativeKey, identify, isSameFile } = await module("file-identity");

test("A file is identified by name, size, time and samples, and its key is stable", async () => {
  const bytes = new Uint8Array(300_000);
  const fileOf = (name, content, lastModified) => new File([content], name, { lastModified });
  const one = await identify(fileOf("a.ckpt", bytes, 1));
  assert.deepEqual(await identify(fileOf("a.ckpt", bytes.slice(), 1)), one);
  assert.ok(!isSameFile(one, await identify(fileOf("b.ckpt", bytes, 1))));
  assert.ok(!isSameFile(one, await identify(fileOf("a.ckpt", bytes.slice(1), 1))));
  assert.ok(!isSameFile(one, await identify(fileOf("a.ckpt", bytes, 2))));
  const changed = bytes.slice();
  changed[150_000] = 1;
  assert.ok(!isSameFile(one, await identify(fileOf("a.ckpt", changed, 1))));
  assert.ok(isSameFile(one, await identify(fileOf("a.ckpt", bytes, 1))));
  assert.notEqual(alternativeKey(one.key), alternativeKey(one.key));
});
