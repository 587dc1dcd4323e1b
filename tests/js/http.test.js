import assert from "node:assert/strict";
import { test } from "node:test";
import { module, serve, silence } from "./browser.js";
import { Clock } from "./clock.js";

const { exchange, request } = await module("http");
const { settings } = await module("settings");

const codeOf = promise => promise.then(() => "done", error => error instanceof DOMException ? error.name : error.code);

test("A request without progress times out", async t => {
  const clock = new Clock(t);
  serve(silence);
  const outcome = codeOf(exchange("PUT", "/part", { body: "x" }));
  await clock.pass(settings.firstByte);
  assert.equal(await outcome, "upload.stalled");
});

test("A request times out when its progress stops, and not while it continues", async t => {
  const clock = new Clock(t);
  let tell;
  serve(({ moved }) => { tell = moved; return silence(); });
  const outcome = codeOf(exchange("PUT", "/part", { body: "x" }));
  let isOver = false;
  outcome.then(() => { isOver = true; });
  for (let step = 0; step < 10; step++) {
    await clock.pass(settings.nextByte - 1);
    tell(step);
  }
  assert.ok(!isOver);
  await clock.pass(settings.nextByte);
  assert.equal(await outcome, "upload.stalled");
});

test("The timeout for a response is longer than the one for progress", async t => {
  const clock = new Clock(t);
  let answer;
  serve(({ sent }) => new Promise(resolve => { sent(); answer = resolve; }));
  const outcome = codeOf(exchange("PUT", "/part", { body: "x", answer: settings.partAnswer }));
  await clock.pass(settings.partAnswer - 1);
  answer({ status: 200 });
  assert.equal(await outcome, "done");
});

test("An aborted request ends with the reason, before and during the request", async () => {
  serve(silence);
  const stopping = new AbortController();
  const outcome = codeOf(exchange("GET", "/", { signal: stopping.signal }));
  stopping.abort(new DOMException("Stopped", "AbortError"));
  assert.equal(await outcome, "AbortError");
  assert.equal(await codeOf(exchange("GET", "/", { signal: stopping.signal })), "AbortError");
});

test("A network error is retryable", async () => {
  serve(() => { throw new Error("no network"); });
  await assert.rejects(exchange("GET", "/"), { code: "upload.network", retryable: true, status: 0 });
});

for (const [status, retryable] of [[400, false], [404, false], [408, true], [429, true], [500, true], [503, true]]) {
  test(`An answer of ${status} without a problem ${retryable ? "passes" : "does not pass"}`, async () => {
    serve(() => ({ status }));
    await assert.rejects(request("GET", "/"), { code: `http.${status}`, status, retryable });
  });
}

test("A problem response determines the code and whether it is retryable", async () => {
  const issues = [{ code: "file.cut_off", message: "cut off" }];
  serve(() => ({ status: 409, text: JSON.stringify({ code: "upload.busy", detail: "Busy.", retryable: true, issues }) }));
  await assert.rejects(request("GET", "/"), { code: "upload.busy", detail: "Busy.", retryable: true, issues });
});

for (const [header, seconds] of [["7", 7], ["Tue, 14 Nov 2023 22:13:30 GMT", 10], ["nonsense", null]]) {
  test(`Retry-After of "${header}" is ${seconds} seconds`, async t => {
    // The clock stands at 22:13:20.
    new Clock(t);
    serve(() => ({ status: 503, headers: { "Retry-After": header } }));
    await assert.rejects(request("GET", "/"), { retryAfter: seconds });
  });
}

for (const [responseURL, code] of [["/complete", "unexpected"], ["/sign-in", "http.401"]]) {
  test(`A page instead of an answer, from ${responseURL}, answers nothing`, async () => {
    serve(() => ({ text: "<!DOCTYPE html><title>Sign in</title>", responseURL: new URL(responseURL, document.baseURI).href }));
    await assert.rejects(request("POST", new URL("/complete", document.baseURI).href, { hasId: true }), { code });
  });
}
