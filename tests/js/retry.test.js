import assert from "node:assert/strict";
import { test } from "node:test";
import { module, setOnline } from "./browser.js";
import { Clock } from "./clock.js";

const { withRetry } = await module("retry");
const { RequestError } = await module("http");
const { settings } = await module("settings");

const stalled = () => new RequestError({ code: "upload.stalled", retryable: true });

// Calls that fail the given number of times, with the time of each.
function failing(times, clock, error = stalled) {
  const calls = [];
  return { calls, send: async () => {
    calls.push(clock.now);
    if (calls.length <= times) {
      throw error();
    }
    return "done";
  } };
}

for (const moves of [true, false]) {
  test(`Time in which bytes ${moves ? "move does not count" : "do not move counts"} as failing`, async t => {
    const clock = new Clock(t);
    let calls = 0;
    const outcome = withRetry(async progressed => {
      calls++;
      // The second attempt takes longer than the timeout.
      for (let step = 0; calls === 2 && step < 40; step++) {
        await new Promise(resolve => setTimeout(resolve, settings.retryTimeout / 20));
        if (moves) {
          progressed();
        }
      }
      if (calls < 4) {
        throw stalled();
      }
      return "done";
    }).catch(error => error.code);
    await clock.pass(4 * settings.retryTimeout);
    assert.equal(await outcome, moves ? "done" : "upload.stalled");
  });
}

test("A permanent failure is not retried", async t => {
  const clock = new Clock(t);
  const { calls, send } = failing(9, clock, () => new RequestError({ code: "upload.gone" }));
  await assert.rejects(withRetry(send), { code: "upload.gone" });
  assert.equal(calls.length, 1);
});

test("Delays grow up to a limit, and retries stop after the time limit", async t => {
  const clock = new Clock(t);
  t.mock.method(Math, "random", () => 1);
  const { calls, send } = failing(Infinity, clock);
  const outcome = withRetry(send).catch(error => error.code);
  await clock.pass(2 * settings.retryTimeout);
  assert.equal(await outcome, "upload.stalled");
  const waits = calls.slice(1).map((time, place) => time - calls[place]);
  assert.deepEqual(waits.slice(0, 6), [500, 1000, 2000, 4000, 8000, 10_000]);
  assert.ok(waits.every(wait => wait <= settings.longestDelay));
  assert.ok(calls.at(-1) > settings.retryTimeout && calls.at(-1) <= settings.retryTimeout + settings.longestDelay);
});

test("The delay is the Retry-After of the server", async t => {
  const clock = new Clock(t);
  const { calls, send } = failing(1, clock, () => new RequestError({ code: "http.503", retryable: true, retryAfter: 7 }));
  const outcome = withRetry(send);
  await clock.pass(6_999);
  assert.equal(calls.length, 1);
  await clock.pass(settings.firstDelay + 1);
  assert.equal(await outcome, "done");
});

test("A Retry-After of hours is limited", async t => {
  const clock = new Clock(t);
  const { send } = failing(1, clock, () => new RequestError({ code: "http.503", retryable: true, retryAfter: 7200 }));
  const outcome = withRetry(send);
  await clock.pass(settings.longestRetryAfter + settings.firstDelay);
  assert.equal(await outcome, "done");
});

test("Attempts do not count while offline, and coming online ends the delay", async t => {
  const clock = new Clock(t);
  t.after(() => setOnline(true));
  const { calls, send } = failing(1, clock);
  setOnline(false);
  const outcome = withRetry(send);
  await clock.pass(10 * settings.retryTimeout);
  assert.equal(calls.length, 1);
  setOnline(true);
  assert.equal(await outcome, "done");
});

test("An aborted retry ends at once during a delay", async t => {
  const clock = new Clock(t);
  const stopping = new AbortController();
  const { send } = failing(Infinity, clock);
  const outcome = withRetry(send, stopping.signal).catch(error => error.name);
  await clock.pass(0);
  stopping.abort(new DOMException("Stopped", "AbortError"));
  assert.equal(await outcome, "AbortError");
});

test("The start and the end of a delay are reported", async t => {
  const clock = new Clock(t);
  const reported = [];
  const outcome = withRetry(failing(2, clock).send, undefined, error => reported.push(error?.code ?? null));
  await clock.pass(settings.retryTimeout);
  await outcome;
  assert.deepEqual(reported, ["upload.stalled", "upload.stalled", null]);
});
