import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";
import { Clock } from "./clock.js";

const { droppedFiles, sorted } = await module("dropped");
const { Hasher, Urgency } = await module("hasher");
const { anotherKey, difference, identify } = await module("identity");
const { briefly, portionOf, shortened } = await module("message");
const { Meter } = await module("meter");
const { PartLedger } = await module("parts");
const { reading } = await module("reading");
const { settings } = await module("settings");

const never = new AbortController().signal;

test("An unreadable folder does not hold back the rest of a drop", async () => {
  const fileNamed = name => ({ kind: "file", name, getFile: async () => new File(["x"], name) });
  const folderOf = (...handles) => ({ kind: "directory", values: async function* () { yield* handles; } });
  const locked = { kind: "directory", values: async function* () { throw new DOMException("locked", "NotAllowedError"); } };
  const itemOf = handle => ({ kind: "file", getAsFileSystemHandle: async () => handle, getAsFile: () => null });
  const items = [folderOf(fileNamed("a.ckpt"), locked, fileNamed("b.ckpt")), locked, folderOf(fileNamed("c.ckpt"))].map(itemOf);
  const { files } = await droppedFiles({ items }, [".ckpt"]);
  assert.deepEqual(files.map(({ file }) => file.name), ["a.ckpt", "b.ckpt", "c.ckpt"]);
});

test("Only files with a known extension in a folder are opened, and the others are counted", async () => {
  const opened = [];
  const fileNamed = name => ({ name, open: () => { opened.push(name); return { file: { name }, handle: null }; } });
  const { files, skipped } = await sorted([fileNamed("A.SafeTensors"), fileNamed("notes.txt"), fileNamed("b.ckpt")], [".safetensors", ".ckpt"]);
  assert.deepEqual(opened, ["A.SafeTensors", "b.ckpt"]);
  assert.equal(files.length, 2);
  assert.equal(skipped, 1);
});

test("The page hashes when no worker starts, after one attempt", async t => {
  let started = 0;
  globalThis.Worker = class { constructor() { started++; throw new Error("forbidden"); } };
  t.after(() => { delete globalThis.Worker; });
  const hasher = new Hasher();
  const jobs = ["a", "b", "c"].map(text => hasher.hash(new Blob([text]), Urgency.now, never).sha256);
  assert.equal((await Promise.all(jobs))[0], "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
  assert.equal(started, 1);
});

test("Requests to a worker that does not run are hashed in the page", async t => {
  globalThis.Worker = class {
    postMessage() { queueMicrotask(() => this.onerror({ preventDefault: () => {} })); }
  };
  t.after(() => { delete globalThis.Worker; });
  const { sha256 } = new Hasher().hash(new Blob(["a"]), Urgency.now, never);
  assert.equal(await sha256, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
});

test("The most urgent part is hashed first", async () => {
  const order = [];
  const contentOf = name => ({ arrayBuffer: async () => { order.push(name); return new ArrayBuffer(1); } });
  const hasher = new Hasher();
  const jobs = ["whenever", "whenever", "whenever", "ahead", "now"].map(name => hasher.hash(contentOf(name), Urgency[name], never).sha256);
  await Promise.all(jobs);
  assert.deepEqual(order.slice(settings.hashesAtOnce), ["now", "ahead", "whenever"]);
});

test("A file is identified by name, size, time and samples, and its key is stable", async () => {
  const bytes = new Uint8Array(300_000);
  const fileOf = (name, content, lastModified) => new File([content], name, { lastModified });
  const one = await identify(fileOf("a.ckpt", bytes, 1));
  assert.deepEqual(await identify(fileOf("a.ckpt", bytes.slice(), 1)), one);
  assert.equal(difference(one, await identify(fileOf("b.ckpt", bytes, 1))), "name");
  assert.equal(difference(one, await identify(fileOf("a.ckpt", bytes.slice(1), 1))), "size");
  assert.equal(difference(one, await identify(fileOf("a.ckpt", bytes, 2))), "content");
  const changed = bytes.slice();
  changed[150_000] = 1;
  assert.equal(difference(one, await identify(fileOf("a.ckpt", changed, 1))), "content");
  assert.equal(difference(one, await identify(fileOf("a.ckpt", bytes, 1))), null);
  assert.notEqual(anotherKey(one.key), anotherKey(one.key));
});

test("A message contains as many values as fit, and at least one", () => {
  const large = "x".repeat(settings.messageSize);
  assert.deepEqual(portionOf([large, "a"]), [large]);
  assert.deepEqual(portionOf(["a", "b"]), ["a", "b"]);
  assert.deepEqual(portionOf(["a", large, "b"]), ["a"]);
  assert.deepEqual(portionOf([]), []);
});

test("An error message is shortened to leave room for others", () => {
  const issues = Array.from({ length: 100 }, (_, place) => ({ code: `issue.${place}`, message: "x".repeat(500) }));
  const told = shortened({ code: "a", detail: "y".repeat(5000), issues });
  assert.equal(told.detail.length, 1000);
  assert.ok(told.issues.length > 5 && told.issues.length < 25);
  assert.equal(shortened(null), null);
  assert.deepEqual(briefly({ id: "1", name: "a", words: ["many"] }), { id: "1", name: "a" });
});

test("Speed ignores the first second and is absent when nothing moves", async t => {
  const clock = new Clock(t);
  const meter = new Meter();
  meter.restart();
  let sent = 0;
  const send = async (seconds, bytesPerSecond) => {
    for (let step = 0; step < seconds * 2; step++) {
      await clock.pass(500);
      meter.sample(sent += bytesPerSecond / 2);
    }
  };
  await send(0.5, 100_000_000);
  assert.equal(meter.speed, null);
  await send(4, 1_000_000);
  assert.equal(Math.round(meter.speed), 1_000_000);
  assert.equal(Math.round(meter.secondsLeft(5_000_000)), 5);
  await clock.pass(4_001);
  assert.equal(meter.speed, null);
  assert.equal(meter.secondsLeft(1), null);
  await send(2, 1_000_000);
  assert.ok(meter.speed > 0);
});

test("The ledger counts acknowledged bytes, and the last tenth of a part only then", () => {
  const ledger = new PartLedger({ size: 250, partSize: 100, partCount: 3 }, [1], []);
  assert.equal(ledger.sent, 100);
  assert.deepEqual(ledger.pending, [2, 3]);
  assert.equal(ledger.take(), 2);
  assert.equal(ledger.lanes, 1);
  ledger.moved(2, 100);
  assert.equal(ledger.sent, 190);
  ledger.arrived(2);
  assert.equal(ledger.sent, 200);
  ledger.take();
  ledger.moved(3, 10);
  ledger.halt();
  assert.deepEqual(ledger.pending, [3]);
  assert.equal(ledger.sent, 200);
  ledger.take();
  ledger.arrived(3);
  assert.ok(ledger.isWhole);
});

test("A stored part is unverified until it was compared, and is sent again if it differs", () => {
  const ledger = new PartLedger({ size: 250, partSize: 100, partCount: 3 }, [1], [2, 3]);
  assert.ok(ledger.isAllThere);
  assert.ok(!ledger.isWhole);
  ledger.trust(2);
  ledger.distrust(3);
  assert.deepEqual(ledger.pending, [3]);
  assert.equal(ledger.sent, 200);
});

test("An unreadable file is retried for a while, and other errors are not", async t => {
  const clock = new Clock(t);
  let tries = 0;
  const outcome = reading(() => { tries++; throw new DOMException("gone", "NotFoundError"); }).catch(({ code }) => code);
  await clock.pass(settings.reads * settings.readPause);
  assert.equal(await outcome, "upload.file_unreadable");
  assert.equal(tries, settings.reads);
  await assert.rejects(reading(() => { throw new TypeError("a mistake"); }), TypeError);
});
