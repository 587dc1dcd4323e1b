// Sends requests with XMLHttpRequest, because fetch doesn't report how much was sent, and aborts those that make no progress.

import { settings } from "./settings.js";

/**
 * @typedef {object} Issue A reason why the server refuses a file.
 * @property {string} code
 * @property {string} [message]
 * @property {object} [sentence] The localizable message.
 *
 * @typedef {object} ErrorDetails
 * @property {string} code The code of the server or of these modules.
 * @property {string | null} detail The server's sentence.
 * @property {Issue[]} issues
 *
 * @typedef {object} ErrorMembers
 * @property {string} code The code of the server or of these modules.
 * @property {string | null} [detail] The server's sentence.
 * @property {number} [status] The HTTP status; 0 if no response arrived.
 * @property {boolean} [retryable] Whether the same request can succeed later.
 * @property {Issue[]} [issues]
 * @property {number | null} [retryAfter] In seconds.
 * @property {string | null} [url] The storage URL, for errors of storage only.
 *
 * @typedef {object} ExchangeOptions
 * @property {Record<string, string>} [headers]
 * @property {Blob | ArrayBuffer | string | null} [body]
 * @property {AbortSignal} [signal]
 * @property {(bytes: number) => void} [onSent] Receives how many bytes of the body were sent.
 * @property {number} [firstByte] Milliseconds until the first byte must have been sent.
 * @property {number} [answer] Milliseconds until the response must arrive.
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {boolean} isOk
 * @property {boolean} isRedirected
 * @property {string} text
 * @property {number | null} retryAfter In seconds.
 *
 * @typedef {object} RequestOptions
 * @property {object} [json] The body, as an object.
 * @property {boolean} [hasId] Whether only an object with an id is a valid response.
 */

export class RequestError extends Error {
  /** @param {ErrorMembers} members */
  constructor({ code, detail = null, status = 0, retryable = false, issues = [], retryAfter = null, url = null }) {
    super(detail ?? code);
    this.code = code;
    this.detail = detail;
    this.status = status;
    this.retryable = retryable;
    this.issues = issues;
    this.retryAfter = retryAfter;
    this.url = url;
  }
}

/**
 * Returns the caught value if it is a RequestError, otherwise an error with the code "unexpected".
 * @param {unknown} error
 */
export function toRequestError(error) {
  return error instanceof RequestError ? error : new RequestError({ code: "unexpected" });
}

/**
 * Returns the response regardless of its status; throws an error with the status 0 if none arrived.
 * @param {string} method
 * @param {string} url
 * @param {ExchangeOptions} [options]
 * @returns {Promise<Answer>}
 */
export function exchange(method, url, { headers = {}, body = null, signal, onSent, firstByte = settings.firstByte, answer = settings.answer } = {}) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const call = new XMLHttpRequest();
    let stalled = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const abort = () => call.abort();
    /** @param {number} limit */
    const watch = limit => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        stalled = true;
        call.abort();
      }, limit);
    };
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    /** @param {unknown} error */
    const fail = error => {
      finish();
      reject(error);
    };
    call.open(method, url);
    Object.entries(headers).forEach(([name, value]) => call.setRequestHeader(name, value));
    if (body !== null) {
      call.upload.onprogress = event => {
        watch(settings.nextByte);
        onSent?.(event.loaded);
      };
      call.upload.onload = () => watch(answer);
    }
    call.onload = () => {
      finish();
      resolve({
        status: call.status,
        isOk: call.status >= 200 && call.status < 300,
        isRedirected: call.responseURL !== new URL(url, document.baseURI).href,
        text: call.responseText,
        // Browsers log an error when a page asks for a single header that another origin does not expose.
        retryAfter: secondsOf(/^retry-after:(.*)$/im.exec(call.getAllResponseHeaders())?.[1].trim()),
      });
    };
    call.onerror = () => fail(new RequestError({ code: "upload.network", retryable: true }));
    call.onabort = () => fail(stalled
      ? new RequestError({ code: "upload.stalled", retryable: true })
      : signal?.reason ?? new DOMException("Aborted", "AbortError"));
    signal?.addEventListener("abort", abort);
    watch(body === null ? answer : firstByte);
    call.send(body);
  });
}

/**
 * Sends a request to the application, which answers in JSON and reports problems by RFC 9457. With "hasId", only an object with an id is accepted as a response: a sign-in page after a
 * redirect, or the page of a proxy, does not.
 * @param {string} method
 * @param {string} url
 * @param {ExchangeOptions & RequestOptions} [options]
 * @returns {Promise<any>}
 */
export async function request(method, url, { json, body = null, headers = {}, hasId = false, ...others } = {}) {
  const answer = await exchange(method, url, {
    ...others,
    headers: { Accept: "application/json, application/problem+json", ...contentType(json, body), ...headers },
    body: json !== undefined ? JSON.stringify(json) : body,
  });
  const content = parse(answer.text);
  if (!answer.isOk) {
    throw errorOf(answer, content);
  }
  if (hasId && typeof content?.id !== "string") {
    throw new RequestError({ code: answer.isRedirected ? "http.401" : "unexpected", status: answer.status });
  }
  return content;
}

/**
 * Returns whether a request that was answered with this status can succeed later.
 * @param {number} status
 */
export function isTransient(status) {
  return status === 408 || status === 429 || status >= 500;
}

/**
 * @param {object | undefined} json
 * @param {ExchangeOptions["body"]} body
 * @returns {Record<string, string>}
 */
function contentType(json, body) {
  if (json !== undefined) {
    return { "Content-Type": "application/json" };
  }
  return body !== null ? { "Content-Type": "application/octet-stream" } : {};
}

/** @param {string} text */
function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/**
 * @param {Answer} answer
 * @param {Partial<ErrorMembers> | null} problem
 */
function errorOf({ status, retryAfter }, problem) {
  return new RequestError({
    code: problem?.code ?? `http.${status}`,
    detail: problem?.detail ?? null,
    status,
    retryable: problem?.retryable ?? isTransient(status),
    issues: problem?.issues ?? [],
    retryAfter,
  });
}

/**
 * Retry-After is a number of seconds or a date (RFC 9110, 10.2.3).
 * @param {string | undefined} header
 */
function secondsOf(header) {
  if (!header) {
    return null;
  }
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}
