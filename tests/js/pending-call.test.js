import assert from "node:assert/strict";
import { test } from "node:test";
import { module, silence } from "./browser.js";
import { Clock } from "./clock.js";

const { repeatUntilAnswered, withTimeout } = await module("pending-call");
const { settings } = await module("settings");

test("A call that is never answered times out", async t => {
  const clock = new Clock(t);
  const outcome = withTimeout(silence()).catch(error => error.message);
  await clock.pass(settings.acknowledgementTimeout);
  assert.match(await outcome, /not answered/);
});

test("A call is repeated until it is answered", async t => {
  const clock = new Clock(t);
  const answers = [silence(), Promise.reject(new Error("disconnected")), Promise.resolve("done")];
  answers[1].catch(() => {});
  const outcome = repeatUntilAnswered(() => answers.shift(), new AbortController().signal);
  await clock.pass(settings.acknowledgementTimeout + 10 * settings.messageInterval);
  assert.equal(await outcome, "done");
});

test("A repeated call ends with its signal", async t => {
  const clock = new Clock(t);
  const stopping = new AbortController();
  let calls = 0;
  const outcome = repeatUntilAnswered(() => { calls++; return Promise.reject(new Error("disconnected")); }, stopping.signal).catch(error => error.name);
  await clock.pass(0);
  stopping.abort();
  await clock.pass(settings.messageInterval);
  assert.equal(await outcome, "AbortError");
  assert.equal(calls, 1);
});
