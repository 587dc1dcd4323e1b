import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";

const { summaryOf, takeFitting, truncated } = await module("message");
const { settings } = await module("settings");

test("A message contains as many values as fit, and at least one", () => {
  const large = "x".repeat(settings.messageSize);
  assert.deepEqual(takeFitting([large, "a"]), [large]);
  assert.deepEqual(takeFitting(["a", "b"]), ["a", "b"]);
  assert.deepEqual(takeFitting(["a", large, "b"]), ["a"]);
  assert.deepEqual(takeFitting([]), []);
});

test("An error message is truncated to leave room for others", () => {
  const issues = Array.from({ length: 100 }, (_, place) => ({ code: `issue.${place}`, message: "x".repeat(500) }));
  const short = truncated({ code: "a", detail: "y".repeat(5000), issues });
  assert.equal(short.detail.length, 1000);
  assert.ok(short.issues.length > 5 && short.issues.length < 25);
  assert.equal(truncated(null), null);
  assert.deepEqual(summaryOf({ id: "1", name: "a", words: ["many"] }), { id: "1", name: "a" });
});
