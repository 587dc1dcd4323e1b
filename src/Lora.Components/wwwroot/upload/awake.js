// Tells when the device has slept: its clock has gone on, its timers have not.

import { settings } from "./settings.js";

export class Awake {
  #woken;
  #last = 0;
  #timer = null;

  constructor(woken) {
    this.#woken = woken;
  }

  watch(isOn) {
    if (isOn && this.#timer === null) {
      this.#last = Date.now();
      this.#timer = setInterval(() => this.#look(), settings.tick);
    } else if (!isOn) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }

  #look() {
    const now = Date.now();
    const slept = now - this.#last > settings.sleep;
    this.#last = now;
    if (slept) {
      this.#woken();
    }
  }
}
