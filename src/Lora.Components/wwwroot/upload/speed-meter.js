// Measures the speed of an upload, smoothed over about three seconds, and estimates the remaining time. The first second is ignored because it fills network buffers faster than the
// connection is, and there is no speed while nothing moves.

const smoothing = 3;
const shortestSample = 0.25;
const warmUp = 1;
const stall = 4;

export class SpeedMeter {
  #bytes = 0;
  /** @type {number | null} */
  #time = null;
  #start = 0;
  /** @type {number | null} */
  #speed = null;
  #last = 0;
  #moved = 0;

  restart() {
    this.#start = seconds();
    this.#time = null;
    this.#speed = null;
  }

  /** The speed in bytes per second; null while it is unknown. */
  get speed() {
    return seconds() - this.#moved > stall ? null : this.#speed;
  }

  /** @param {number} bytes All bytes sent so far. */
  sample(bytes) {
    const now = seconds();
    if (bytes !== this.#last) {
      this.#last = bytes;
      this.#moved = now;
    }
    if (this.#time === null) {
      if (now - this.#start >= warmUp) {
        this.#bytes = bytes;
        this.#time = now;
      }
      return;
    }
    const elapsed = now - this.#time;
    if (elapsed < shortestSample) {
      return;
    }
    const current = Math.max(0, bytes - this.#bytes) / elapsed;
    const weight = 1 - Math.exp(-elapsed / smoothing);
    this.#speed = this.#speed === null ? current : this.#speed + (current - this.#speed) * weight;
    this.#bytes = bytes;
    this.#time = now;
  }

  /**
   * @param {number} bytes The bytes that remain.
   * @returns {number | null} Null while the speed is unknown.
   */
  secondsLeft(bytes) {
    const speed = this.speed ?? 0;
    return speed > 0 ? bytes / speed : null;
  }
}

function seconds() {
  return performance.now() / 1000;
}
