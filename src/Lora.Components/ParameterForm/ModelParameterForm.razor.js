// Moves the focus to invalid controls of the form. The component decides which controls are invalid.

class Form {
  #root;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  focusInvalid() {
    this.#focus(this.#root.querySelector("[aria-invalid=true]"));
  }

  /** @param {string} id */
  focus(id) {
    this.#focus(document.getElementById(id));
  }

  dispose() {}

  /** @param {Element | null} control */
  #focus(control) {
    if (!(control instanceof HTMLElement)) {
      return;
    }
    for (let fold = control.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) {
      fold.open = true;
    }
    control.focus({ preventScroll: true });
    control.scrollIntoView({ block: "center" });
  }
}

/** @param {HTMLElement} root */
export function init(root) {
  return new Form(root);
}
