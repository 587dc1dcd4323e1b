// Keeps the focus of a person who works by keyboard where the work is, when what had it has gone.

function isLost() {
  const active = document.activeElement;
  return !active || active === document.body || active.tagName === "DIALOG";
}

function card(root, id) {
  return id === null ? null : root.querySelector(`[data-lora-id="${CSS.escape(id)}"]`);
}

export function init(root) {
  return {
    // After a delete: the card that took the place, else the search field.
    focusAfterDelete(id) {
      if (isLost()) {
        (card(root, id)?.querySelector("[data-lora-delete]") ?? root.querySelector("input[type=search]"))?.focus();
      }
    },
    focusRename(id) {
      const input = card(root, id)?.querySelector("[data-lora-rename]");
      input?.focus();
      input?.select();
    },
    focusCard(id) {
      if (isLost()) {
        card(root, id)?.querySelector("button")?.focus();
      }
    },
    dispose() {},
  };
}
