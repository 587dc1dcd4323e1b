// Keeps the focus of a person who works by keyboard where the work is, when what had it has gone.

function isLost() {
  const active = document.activeElement;
  return !active || active === document.body || active.tagName === "DIALOG";
}

function card(root, id) {
  return id === null ? null : root.querySelector(`[data-lora-id="${CSS.escape(id)}"]`);
}

// Enter saves a new name and Escape drops it; Escape must not close the dialog around it.
function renameKeys(event) {
  const action = { Enter: "[data-lora-save]", Escape: "[data-lora-stop]" }[event.key];
  if (action && !event.isComposing && event.target.matches("[data-lora-rename] input")) {
    event.preventDefault();
    event.target.closest("[data-lora-rename]").querySelector(action)?.click();
  }
}

export function init(root) {
  root.addEventListener("keydown", renameKeys);
  return {
    // After a delete: the card that took the place, else the search field.
    focusAfterDelete(id) {
      if (isLost()) {
        (card(root, id)?.querySelector("[data-lora-delete]") ?? root.querySelector("input[type=search]"))?.focus();
      }
    },
    focusRename(id) {
      const input = card(root, id)?.querySelector("[data-lora-rename] input");
      input?.focus();
      input?.select();
    },
    focusCard(id) {
      if (isLost()) {
        card(root, id)?.querySelector("button")?.focus();
      }
    },
    dispose() {
      root.removeEventListener("keydown", renameKeys);
    },
  };
}
