// The numbers that uploads go by: counts, bytes and milliseconds. They hold for the whole page and may be changed before an upload starts.

export const settings = {
  // Parts in flight, of all files together, and files whose parts they are.
  lanes: 4,
  filesAtOnce: 3,

  // Parts hashed side by side, hashed ahead of those being sent, and the largest part that is hashed: it has to be in memory for that.
  hashesAtOnce: 2,
  hashesAhead: 6,
  largestHashed: 128 * 1024 * 1024,

  // How often reading a file is tried before that is given up, and the pause between two tries.
  reads: 8,
  readPause: 1_000,

  // URLs asked for in one call, and how much longer than now one must work to be used.
  urlsAhead: 8,
  urlMargin: 5_000,

  // How long nothing may move before a request is given up and sent again: until the first byte, between bytes, and until the answer. The bytes of a part may lie
  // in buffers of the network for long after the last one was "sent".
  firstByte: 120_000,
  nextByte: 30_000,
  answer: 120_000,
  partAnswer: 300_000,
  completion: 600_000,

  // How long it may take until storage shows that it takes parts from this page, and how long it is left alone after it did not.
  firstDirectByte: 20_000,
  directRest: 300_000,

  // How long something is tried again while it fails; time without a network, and time in which bytes move, does not count.
  patience: 300_000,
  firstDelay: 500,
  longestDelay: 10_000,
  longestAsked: 60_000,

  // A clock that jumps this far was asleep. Browsers wake the timers of hidden pages once a minute.
  tick: 10_000,
  sleep: 150_000,

  // How long the browser's database may take to answer before an upload goes on without it.
  memory: 3_000,

  // Between two messages to a component, how many bytes one may have, how long it may take to hear of it, and between two looks at what stands still. A circuit
  // of Blazor ends at a message of more than 32 KB unless its host allows more.
  message: 250,
  messageSize: 20 * 1024,
  hearing: 10_000,
  pulse: 2_000,
};
