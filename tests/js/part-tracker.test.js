import assert from "node:assert/strict";
import { test } from "node:test";
import { module } from "./browser.js";

const { PartTracker } = await module("part-tracker");

test("The tracker counts acknowledged bytes, and the last tenth of a part only then", () => {
  const tracker = new PartTracker({ size: 250, partSize: 100, partCount: 3 }, [1], []);
  assert.equal(tracker.sent, 100);
  assert.deepEqual(tracker.pending, [2, 3]);
  assert.equal(tracker.takeNext(), 2);
  assert.equal(tracker.inFlight, 1);
  tracker.progress(2, 100);
  assert.equal(tracker.sent, 190);
  tracker.acknowledge(2);
  assert.equal(tracker.sent, 200);
  tracker.takeNext();
  tracker.progress(3, 10);
  tracker.reset();
  assert.deepEqual(tracker.pending, [3]);
  assert.equal(tracker.sent, 200);
  tracker.takeNext();
  tracker.acknowledge(3);
  assert.ok(tracker.isComplete);
});

test("A stored part is unverified until it was compared, and is sent again if it differs", () => {
  const tracker = new PartTracker({ size: 250, partSize: 100, partCount: 3 }, [1], [2, 3]);
  assert.ok(tracker.isStored);
  assert.ok(!tracker.isComplete);
  tracker.confirm(2);
  tracker.reject(3);
  assert.deepEqual(tracker.pending, [3]);
  assert.equal(tracker.sent, 200);
});
