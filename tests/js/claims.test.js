import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";
import { Locks } from "./locks.js";

const { claim, claimedNames, tryClaim } = await module("claims");

function withLocks(t) {
  navigator.locks = new Locks();
  t.after(() => { delete navigator.locks; });
}

test("A claim is exclusive until it is released", async t => {
  withLocks(t);
  const release = await tryClaim("a");
  assert.equal(await tryClaim("a"), null);
  assert.notEqual(await tryClaim("b"), null);
  const next = claim("a", new AbortController().signal);
  release();
  assert.equal(typeof await next, "function");
});

test("The names of all claims of uploads are listed, and no other locks", async t => {
  withLocks(t);
  void navigator.locks.request("other", {}, () => new Promise(() => {}));
  await tryClaim("a");
  assert.deepEqual(await claimedNames(), new Set(["a"]));
});

test("A claim that is awaited ends with its signal", async t => {
  withLocks(t);
  await tryClaim("a");
  const stopping = new AbortController();
  const outcome = claim("a", stopping.signal).catch(error => error.name);
  stopping.abort(new DOMException("Stopped", "AbortError"));
  assert.equal(await outcome, "AbortError");
});

test("Every claim succeeds where the browser has no locks", async () => {
  assert.notEqual(await tryClaim("a"), null);
  assert.notEqual(await tryClaim("a"), null);
  assert.deepEqual(await claimedNames(), new Set());
});
