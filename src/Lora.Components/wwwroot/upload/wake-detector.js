// Detects that the device was asleep: its clock has advanced and its timers have not.

import { settings } from "./settings.js";

export class WakeDetector {
  #onWake;
  #last = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  /** @param {() => void} onWake */
  constructor(onWake) {
    this.#onWake = onWake;
  }

  /** @param {boolean} isOn */
  watch(isOn) {
    if (isOn && this.#timer === undefined) {
      this.#last = Date.now();
      this.#timer = setInterval(() => this.#check(), settings.wakeInterval);
    } else if (!isOn) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #check() {
    const now = Date.now();
    const hasSlept = now - this.#last > settings.sleepThreshold;
    this.#last = now;
    if (hasSlept) {
      this.#onWake();
    }
  }
}
