export {
  createClient,
  type Answer,
  type Client,
  type ClientOptions,
  type Heard,
  type MutateOptions,
} from './client.js';
export { monotonic, ServerClock } from './clock.js';
export { faultOf, Graph, GraphFault, type RunOptions, type SaidInBoth, type TokenSource } from './graph.js';
export {
  connectionAfter,
  isBeat,
  isCurrent,
  lateAfterMs,
  Live,
  lostAfterMs,
  type Connection,
  type LiveOptions,
  type LiveState,
  type Stamped,
} from './live.js';
export { type Asked, type Operation, type TypedDocumentString } from './operation.js';
export { randomId } from './random.js';
export { pause, waitBefore } from './retry.js';
export { type Socket } from './socket.js';
export { type Fault } from './words.js';
