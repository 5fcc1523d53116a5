/** On whose behalf a subgraph is called: a person (or nobody) with their token, or a class of rights. */
import type { Grant } from '@nghitruong/kit/auth';
import type { Lang } from '@nghitruong/kit/context';

export interface Identity {
  /** The caller's bearer token, passed on as it came. */
  readonly token?: string;
  /** For what many viewers share: never together with a token. */
  readonly rights?: readonly Grant[];
  /** None for a confidential operation: nothing upstream or in a log leads back to who asked. */
  readonly correlationId?: string;
  readonly lang: Lang;
  /** W3C Trace Context of the call, where traces were asked for. */
  readonly traceparent?: string;
}
