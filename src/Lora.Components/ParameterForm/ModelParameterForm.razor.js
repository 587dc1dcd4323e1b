// Takes the person to what is wrong. What is wrong is decided by the component.

class Form {
  #root;

  constructor(root) {
    this.#root = root;
  }

  focusInvalid() {
    this.#focus(this.#root.querySelector("[aria-invalid=true]"));
  }

  focus(id) {
    this.#focus(document.getElementById(id));
  }

  dispose() { }

  #focus(control) {
    if (!control) {
      return;
    }
    for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    control.focus({ preventScroll: true });
    control.scrollIntoView({ block: "center" });
  }
}

export function init(root) {
  return new Form(root);
}
