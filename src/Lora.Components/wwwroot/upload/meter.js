// Speed, smoothed over about three seconds, and the time left at that speed. The first second is not counted: it fills the buffers of the network, at a
// speed the way to the server does not have. When nothing moves for a while there is no speed to tell.

const smoothing = 3;
const shortestSample = 0.25;
const warmUp = 1;
const stall = 4;

export class Meter {
  #bytes = 0;
  #time = null;
  #start = 0;
  #speed = null;
  #last = 0;
  #moved = 0;

  restart() {
    this.#start = performance.now() / 1000;
    this.#time = null;
    this.#speed = null;
  }

  get speed() {
    return performance.now() / 1000 - this.#moved > stall ? null : this.#speed;
  }

  sample(bytes) {
    const now = performance.now() / 1000;
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

  secondsLeft(bytes) {
    return this.speed > 0 ? bytes / this.speed : null;
  }
}
