// Limits the size of messages to a component, because a Blazor circuit closes when a message is too large.

import { settings } from "./settings.js";

/** @import { ErrorDetails, Issue } from "./http.js" */
/** @import { LoraSummary } from "./session-api.js" */

const longestDetail = 1_000;
const encoder = new TextEncoder();

/**
 * Returns as many of the first values as fit into one message, and at least one.
 * @template T
 * @param {T[]} values
 * @returns {T[]}
 */
export function takeFitting(values) {
  let size = 0;
  const first = values.findIndex(value => (size += sizeOf(value)) > settings.messageSize);
  return first < 0 ? values : values.slice(0, Math.max(1, first));
}

/**
 * Returns the members of a LoRA that a row displays.
 * @param {LoraSummary | null} lora
 * @returns {LoraSummary | null}
 */
export function summaryOf(lora) {
  return lora && { id: lora.id, name: lora.name };
}

/**
 * Returns an error with as many of its issues as leave room for other values in a message.
 * @template {ErrorDetails} T
 * @param {T | null} error
 * @returns {T & { detail: string | null, issues: Issue[] } | null}
 */
export function truncated(error) {
  let size = 0;
  return error && {
    ...error,
    detail: error.detail?.slice(0, longestDetail) ?? null,
    issues: error.issues.filter(issue => (size += sizeOf(issue)) <= settings.messageSize / 2),
  };
}

/** @param {unknown} value */
function sizeOf(value) {
  return encoder.encode(JSON.stringify(value)).length;
}
