import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";

const { UploadList } = await module("upload-list");
const { State, Upload } = await module("upload");

function start(state = State.waiting) {
  const busy = [];
  const list = new UploadList(isBusy => busy.push(isBusy));
  const upload = Object.assign(new Upload("a", "a.ckpt", 1), { state });
  list.add(upload);
  return { busy, list, upload };
}

test("A listener gets every upload, then each change until it is removed", () => {
  const { list, upload } = start();
  const received = [];
  const stop = list.listen(({ key }) => received.push(key));
  list.changed(upload);
  stop();
  list.changed(upload);
  assert.deepEqual(received, ["a", "a"]);
});

test("The list reports when it becomes busy and when it no longer is", () => {
  const { busy, list, upload } = start();
  list.changed(upload);
  upload.state = State.uploading;
  list.changed(upload);
  upload.state = State.done;
  list.changed(upload);
  assert.deepEqual(busy, [true, false]);
});

test("A paused upload is not settled, and a removed one is", async () => {
  const { list, upload } = start();
  let settled = null;
  const outcome = list.settled("a").then(snapshot => { settled = snapshot; });
  for (const state of [State.paused, State.elsewhere, State.finishing]) {
    upload.state = state;
    list.changed(upload);
    await Promise.resolve();
    assert.equal(settled, null);
  }
  upload.state = State.cancelled;
  list.delete(upload);
  list.changed(upload);
  await outcome;
  assert.equal(settled.state, "cancelled");
  assert.equal(await list.settled("a"), null);
});
