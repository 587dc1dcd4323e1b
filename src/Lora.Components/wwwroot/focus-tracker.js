// Tracks the focused element inside a root, so that the focus can move to a neighbor when that element is removed.

/** @template T What to remember about the surroundings of a focused element. */
export class FocusTracker {
  #describe;
  /** @type {{ element: Element, surroundings: T } | null} */
  #last = null;

  /**
   * @param {Element} root The element whose descendants are tracked.
   * @param {(element: Element) => T} describe Returns what to remember about a focused element while it is still in the page.
   * @param {AbortSignal} signal Ends the tracking.
   */
  constructor(root, describe, signal) {
    this.#describe = describe;
    root.addEventListener("focusin", ({ target }) => target instanceof Element && this.#onFocus(target), { signal });
    root.addEventListener("focusout", ({ target }) => target instanceof Element && this.#onBlur(target), { signal });
  }

  /** The surroundings of the focused element if it was removed and nothing else has received the focus since; otherwise null. */
  get lost() {
    return this.#last?.element.isConnected === false && isFocusFree() ? this.#last.surroundings : null;
  }

  /** @param {Element} element */
  #onFocus(element) {
    this.#last = { element, surroundings: this.#describe(element) };
  }

  /**
   * An element that is removed while focused is disconnected a moment later; one that the user left is still connected.
   * @param {Element} element
   */
  #onBlur(element) {
    setTimeout(() => {
      if (element.isConnected && this.#last?.element === element && document.activeElement !== element) {
        this.#last = null;
      }
    });
  }
}

/** Returns whether no control has the focus, for example because the focused control was removed. */
export function isFocusFree() {
  const active = document.activeElement;
  return !active || active === document.body || active.tagName === "DIALOG";
}
