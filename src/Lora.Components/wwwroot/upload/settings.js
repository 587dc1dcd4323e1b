// Defines the limits and timeouts of uploads: counts, bytes and milliseconds. They apply to the whole page and can be changed before an upload starts.

export const settings = {
  // Parts in flight over all files, and files whose parts are in flight.
  partsAtOnce: 4,
  filesAtOnce: 3,

  // Parts hashed at once, parts hashed ahead of those being sent, and the largest part that is hashed, because hashing needs the whole part in memory.
  hashesAtOnce: 2,
  hashesAhead: 6,
  largestHashed: 128 * 1024 * 1024,

  // Attempts to read a file, and the delay between two of them.
  readAttempts: 8,
  readPause: 1_000,

  // Signed URLs requested in one call, and the time before its expiry at which a URL is no longer used.
  urlsAhead: 8,
  urlMargin: 5_000,

  // Timeouts without progress, after which a request is sent again: for the first byte, between bytes, and for the response. The bytes of a part can stay in network buffers for
  // long after the last one was passed on, so the response to a part has a timeout of its own.
  firstByte: 120_000,
  nextByte: 30_000,
  answer: 120_000,
  partAnswer: 300_000,
  completion: 600_000,

  // The timeout for the first byte of a direct transfer until storage has accepted a part of this page, and how long direct transfers are avoided after a failure.
  firstDirectByte: 20_000,
  directPause: 300_000,

  // How long a failing request is retried; time offline and time with progress does not count. Then the delays between attempts, and the longest Retry-After that is followed.
  retryTimeout: 300_000,
  firstDelay: 500,
  longestDelay: 10_000,
  longestRetryAfter: 60_000,

  // The interval at which the clock is read, and the smallest gap that indicates sleep. Browsers run the timers of hidden pages only once a minute.
  wakeInterval: 10_000,
  sleepThreshold: 150_000,

  // How long the browser's database can take before an upload continues without it.
  databaseTimeout: 3_000,

  // Messages to a component: the interval, the size in bytes, and the timeout of the acknowledgement. By default, a Blazor circuit closes when a message is larger than 32 KB.
  messageInterval: 250,
  messageSize: 20 * 1024,
  acknowledgementTimeout: 10_000,

  // How often an upload is reported while nothing moves.
  heartbeat: 2_000,
};
