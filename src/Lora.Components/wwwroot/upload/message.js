// What goes into one message to a component: a circuit takes only so many bytes at a time, and ends at a message that is larger.

import { settings } from "./settings.js";

const longestDetail = 1_000;
const encoder = new TextEncoder();

// As many of the first values as one message takes, and at least one.
export function portionOf(values) {
  let size = 0;
  const first = values.findIndex(value => (size += sizeOf(value)) > settings.messageSize);
  return first < 0 ? values : values.slice(0, Math.max(1, first));
}

// The little of a LoRA that a row needs. Whoever needs all of it knows it by its id.
export function briefly(lora) {
  return lora && { id: lora.id, name: lora.name };
}

// A fault with as many of its reasons as leave room for others in a message.
export function shortened(fault) {
  let size = 0;
  return fault && {
    ...fault,
    detail: fault.detail?.slice(0, longestDetail) ?? null,
    issues: fault.issues.filter(issue => (size += sizeOf(issue)) <= settings.messageSize / 2),
  };
}

function sizeOf(value) {
  return encoder.encode(JSON.stringify(value)).length;
}
