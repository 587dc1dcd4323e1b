import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";

const { RequestError } = await module("http");
const { SignedUrls } = await module("signed-urls");
const { settings } = await module("settings");

const partOf = number => ({ number, sha256: null });

// Signs everything it is asked to and notes each call.
function signer({ lifetime = 60_000, sign = parts => parts } = {}) {
  const calls = [];
  const api = { sign: async (_, parts) => {
    calls.push(parts);
    return { expiresAt: new Date(Date.now() + lifetime).toISOString(), parts: sign(parts).map(({ number }) => ({ number, url: `https://s.example/${number}/${calls.length}` })) };
  } };
  return { calls, urls: new SignedUrls(api, "s1", new AbortController().signal) };
}

test("URLs for simultaneous and following parts are requested in one call", async () => {
  const { calls, urls } = signer();
  const upcoming = Array.from({ length: 20 }, (_, index) => partOf(index + 3));
  const taken = await Promise.all([urls.take(partOf(1), upcoming), urls.take(partOf(2), upcoming)]);
  assert.deepEqual(taken.map(({ url }) => url), ["https://s.example/1/1", "https://s.example/2/1"]);
  assert.equal(calls.length, 1);
  assert.equal((await urls.take(partOf(3), [])).url, "https://s.example/3/1");
  assert.equal(calls.length, 1);
  assert.ok(calls[0].length <= 2 + 2 * settings.urlsAhead);
});

test("A URL is used once", async () => {
  const { urls } = signer();
  await urls.take(partOf(1), [partOf(2)]);
  assert.equal((await urls.take(partOf(2), [])).url, "https://s.example/2/1");
  assert.equal((await urls.take(partOf(2), [])).url, "https://s.example/2/2");
});

test("A prepared URL is not used if it is about to expire or is for another digest", async () => {
  const short = signer({ lifetime: settings.urlMargin });
  await short.urls.take(partOf(1), [partOf(2)]);
  assert.equal((await short.urls.take(partOf(2), [])).url, "https://s.example/2/2");
  const long = signer();
  await long.urls.take(partOf(1), [{ number: 2, sha256: "a" }]);
  assert.equal((await long.urls.take({ number: 2, sha256: "b" }, [])).url, "https://s.example/2/2");
  assert.deepEqual(long.calls[1], [{ number: 2, sha256: "b" }]);
});

test("A part that the server did not sign fails, and the others do not", async () => {
  const { urls } = signer({ sign: parts => parts.filter(({ number }) => number !== 2) });
  const [one, other] = await Promise.allSettled([urls.take(partOf(1), []), urls.take(partOf(2), [])]);
  assert.equal(one.status, "fulfilled");
  assert.equal(other.reason.code, "unexpected");
});

test("A failed call fails for the parts that need it now, and following parts try again", async () => {
  let isDown = true;
  const { urls } = signer({ sign: parts => {
    if (isDown) {
      throw new RequestError({ code: "server.busy", retryable: true });
    }
    return parts;
  } });
  await assert.rejects(urls.take(partOf(1), [partOf(2)]), { code: "server.busy" });
  // An unhandled rejection would fail the test here.
  await new Promise(resolve => setImmediate(resolve));
  isDown = false;
  assert.match((await urls.take(partOf(2), [])).url, /^https:\/\/s\.example\/2\//);
});
