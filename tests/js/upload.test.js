import assert from "node:assert/strict";
import { test } from "node:test";
import { module, setOnline } from "./browser.js";

const { RequestError } = await module("http");
const { PartTracker } = await module("part-tracker");
const { State, Upload } = await module("upload");

// An upload of three parts, of which the first is stored and the next two are in flight.
function uploading(verified = [1], unverified = []) {
  const upload = Object.assign(new Upload("a", "a.ckpt", 300), { state: State.uploading, file: new File([], "a.ckpt"), session: { id: "s1", storedSize: 100 } });
  upload.start(new PartTracker({ size: 300, partSize: 100, partCount: 3 }, verified, unverified), {});
  upload.parts.takeNext();
  upload.parts.takeNext();
  return upload;
}

test("An error is reported only while it affects every part in flight", () => {
  const upload = uploading();
  const error = new RequestError({ code: "server.busy", detail: "Busy.", retryable: true });
  upload.reportRetry(2, error);
  assert.equal(upload.snapshot().note, null);
  upload.reportRetry(3, error);
  assert.equal(upload.snapshot().note, "retrying");
  assert.deepEqual(upload.snapshot().retryReason, { code: "server.busy", detail: "Busy.", issues: [] });
  upload.reportRetry(2, null);
  assert.equal(upload.snapshot().retryReason, null);
});

test("An active upload without a network is offline, and others are not", t => {
  t.after(() => setOnline(true));
  setOnline(false);
  const upload = uploading();
  assert.equal(upload.snapshot().note, "offline");
  upload.stop(State.paused);
  assert.equal(upload.snapshot().note, null);
});

test("Stored parts that are left to verify are being compared", () => {
  assert.equal(uploading([1], [2, 3]).snapshot().note, "comparing");
});

test("A stop aborts the requests and makes their parts pending", () => {
  const upload = uploading();
  const { signal } = upload;
  upload.progress(2, 50);
  assert.equal(upload.snapshot().sent, 150);
  upload.stop(State.paused);
  assert.ok(signal.aborted);
  assert.ok(!upload.signal.aborted);
  assert.deepEqual(upload.parts.pending, [2, 3]);
  assert.equal(upload.snapshot().sent, 100);
});

test("An upload whose file became unreadable keeps what was sent and needs no other file", () => {
  const upload = uploading();
  upload.acknowledge(2);
  upload.loseFile({ code: "upload.file_unreadable", detail: null, issues: [], chooseAgain: false });
  const { state, sent, needsFile, error } = upload.snapshot();
  assert.deepEqual([state, sent, needsFile, error.code], ["unfinished", 200, false, "upload.file_unreadable"]);
});

test("An unfinished upload needs its file unless a handle was saved or every part is stored", () => {
  const upload = Object.assign(new Upload("a", "a.ckpt", 300), { state: State.unfinished, session: { storedSize: 100 } });
  assert.ok(upload.snapshot().needsFile);
  assert.ok(!Object.assign(upload, { saved: { handle: {} } }).snapshot().needsFile);
  assert.ok(!Object.assign(upload, { saved: null, session: { storedSize: 300 } }).snapshot().needsFile);
});

test("A component can rely on the members of a snapshot", () => {
  assert.deepEqual(Object.keys(uploading().snapshot()), ["key", "name", "size", "state", "sent", "speed", "secondsLeft", "note", "retryReason", "needsFile", "duplicate", "lora", "error"]);
});
