// Remembers what has the focus inside an element, so that the focus can go to something near when that is taken away.

export class LastFocus {
  #near;
  #last = null;

  // "near" returns what to remember of an element while it is still in the page.
  constructor(root, near, signal) {
    this.#near = near;
    root.addEventListener("focusin", event => this.#focus(event.target), { signal });
    root.addEventListener("focusout", event => this.#unfocus(event.target), { signal });
  }

  // What was near the element that had the focus, if it was taken away and nothing else has the focus since; else null.
  get lost() {
    return this.#last?.element.isConnected === false && isFree() ? this.#last.near : null;
  }

  #focus(element) {
    this.#last = { element, near: this.#near(element) };
  }

  // What is taken away while it has the focus is not there any more a moment later; what the person has left is.
  #unfocus(element) {
    setTimeout(() => {
      if (element.isConnected && this.#last?.element === element && document.activeElement !== element) {
        this.#last = null;
      }
    });
  }
}

// Whether nothing in particular has the focus: what had it is gone.
export function isFree() {
  const active = document.activeElement;
  return !active || active === document.body || active.tagName === "DIALOG";
}
