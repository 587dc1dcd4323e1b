import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";

const { Hasher, Priority } = await module("hasher");
const { settings } = await module("settings");

const never = new AbortController().signal;

test("The page hashes when no worker starts, after one attempt", async t => {
  let started = 0;
  globalThis.Worker = class { constructor() { started++; throw new Error("forbidden"); } };
  t.after(() => { delete globalThis.Worker; });
  const hasher = new Hasher();
  const jobs = ["a", "b", "c"].map(text => hasher.hash(new Blob([text]), Priority.now, never).sha256);
  assert.equal((await Promise.all(jobs))[0], "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
  assert.equal(started, 1);
});

test("Requests to a worker that does not run are hashed in the page", async t => {
  globalThis.Worker = class {
    postMessage() { queueMicrotask(() => this.onerror({ preventDefault: () => {} })); }
  };
  t.after(() => { delete globalThis.Worker; });
  const { sha256 } = new Hasher().hash(new Blob(["a"]), Priority.now, never);
  assert.equal(await sha256, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
});

test("The most urgent part is hashed first", async () => {
  const order = [];
  const contentOf = name => ({ arrayBuffer: async () => { order.push(name); return new ArrayBuffer(1); } });
  const hasher = new Hasher();
  const jobs = ["background", "background", "background", "ahead", "now"].map(name => hasher.hash(contentOf(name), Priority[name], never).sha256);
  await Promise.all(jobs);
  assert.deepEqual(order.slice(settings.hashesAtOnce), ["now", "ahead", "background"]);
});
