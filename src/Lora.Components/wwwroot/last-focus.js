// Remembers which element inside a root has the focus, so that the focus can move nearby when that element is removed.

export class LastFocus {
  #near;
  #last = null;

  // "near" returns what to remember of an element while it is still in the page.
  constructor(root, near, signal) {
    this.#near = near;
    root.addEventListener("focusin", event => this.#focus(event.target), { signal });
    root.addEventListener("focusout", event => this.#unfocus(event.target), { signal });
  }

  // What was near the element that had the focus, if it was removed and nothing else has the focus since; else null.
  get lost() {
    return this.#last?.element.isConnected === false && isFree() ? this.#last.near : null;
  }

  #focus(element) {
    this.#last = { element, near: this.#near(element) };
  }

  // An element that is removed while it has the focus is gone a moment later; one that the person left is still there.
  #unfocus(element) {
    setTimeout(() => {
      if (element.isConnected && this.#last?.element === element && document.activeElement !== element) {
        this.#last = null;
      }
    });
  }
}

// Whether no control has the focus, such as after the one that had it was removed.
export function isFree() {
  const active = document.activeElement;
  return !active || active === document.body || active.tagName === "DIALOG";
}
