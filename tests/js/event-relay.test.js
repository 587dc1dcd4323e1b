import assert from "node:assert/strict";
import { test } from "node:test";
import { module, silence } from "./browser.js";
import { Clock } from "./clock.js";

const { EventRelay } = await module("event-relay");
const { settings } = await module("settings");

// A source of uploads, and a relay whose messages are answered by "answer".
function start(answer = async () => {}, count = 1) {
  const uploads = Array.from({ length: count }, (_, index) => ({ key: `file-${index}`, state: "uploading", snapshot() { return { key: this.key, state: this.state }; } }));
  const messages = [];
  const acknowledged = [];
  let report;
  const source = { listen: listener => { report = listener; uploads.forEach(listener); return () => { report = () => {}; }; }, acknowledge: key => acknowledged.push(key) };
  const relay = new EventRelay(source, snapshots => { messages.push(snapshots.map(({ key }) => key)); return answer(messages.length); });
  return { uploads, messages, acknowledged, relay, change: upload => report(upload) };
}

test("Changes are sent at most four times a second, each upload once", async t => {
  const clock = new Clock(t);
  const { uploads: [upload], messages, change } = start();
  for (let step = 0; step < 10; step++) {
    await clock.pass(100);
    change(upload);
  }
  await clock.pass(settings.messageInterval);
  assert.ok(messages.length >= 3 && messages.length <= 5, `${messages.length}`);
  assert.deepEqual(messages[0], ["file-0"]);
});

test("A batch has at most 50 uploads, and the next waits for its acknowledgement", async t => {
  const clock = new Clock(t);
  let acknowledge;
  const { messages } = start(number => number === 1 ? new Promise(resolve => { acknowledge = resolve; }) : Promise.resolve(), 120);
  await clock.pass(settings.acknowledgementTimeout / 2);
  assert.deepEqual(messages.map(keys => keys.length), [50]);
  acknowledge();
  await clock.pass(2 * settings.messageInterval);
  assert.deepEqual(messages.map(keys => keys.length), [50, 50, 20]);
});

test("A batch that is not acknowledged is sent again, after longer and longer delays", async t => {
  const clock = new Clock(t);
  const { messages } = start(number => number <= 2 ? Promise.reject(new Error("disconnected")) : Promise.resolve());
  await clock.pass(settings.messageInterval);
  assert.equal(messages.length, 1);
  await clock.pass(2 * settings.messageInterval);
  assert.equal(messages.length, 2);
  await clock.pass(4 * settings.messageInterval - 1);
  assert.equal(messages.length, 2);
  await clock.pass(1);
  assert.deepEqual(messages, [["file-0"], ["file-0"], ["file-0"]]);
});

test("An upload that is done is acknowledged only when the component has it", async t => {
  const clock = new Clock(t);
  const { uploads: [upload], acknowledged } = start(number => number === 1 ? silence() : Promise.resolve());
  upload.state = "done";
  await clock.pass(settings.messageInterval);
  assert.deepEqual(acknowledged, []);
  await clock.pass(settings.acknowledgementTimeout + 2 * settings.messageInterval);
  assert.deepEqual(acknowledged, ["file-0"]);
});

test("Nothing is sent after the relay is disposed", async t => {
  const clock = new Clock(t);
  const { uploads: [upload], messages, relay, change } = start();
  relay.dispose();
  change(upload);
  await clock.pass(10 * settings.messageInterval);
  assert.deepEqual(messages, []);
});
