/** The gateway's settings, for the process of its own; the one-machine edition gives them as options. */
import {
  choice,
  count,
  defineSettings,
  list,
  milliseconds,
  optionalText,
  port,
  text,
  textOrNone,
} from '@nghitruong/kit/settings';
import { CONFIDENTIAL_FIELDS } from './admission/confidential.js';
import { defaultLimits as limits } from './admission/limits.js';
import { PLANNERS } from './supergraph/choice.js';

/** What any supergraph needs, whoever may ask. */
export const routingSettings = defineSettings({
  PORT: { schema: port(4000), doc: 'Port of the gateway.' },
  HOST: { schema: text('127.0.0.1'), doc: 'Address to listen on. Loopback unless it is named.' },
  SUPERGRAPH: {
    schema: text('schema/supergraph.graphql'),
    doc: 'The supergraph’s file. Watched: a good new one is taken over live, a bad one refused.',
  },
  SUBGRAPH_URLS: {
    schema: text(''),
    doc: 'Addresses of subgraphs, `name=url|url2,name=url`. One that is not named is asked at the supergraph’s own address.',
  },
  PLANNER: {
    schema: choice(PLANNERS, 'auto'),
    doc: 'Who plans: Apollo’s planner and, where it is known to be wrong without a word, Hive’s (auto); Apollo’s alone (apollo); or Hive’s whatever it can (hive). What none plans right is refused.',
  },
  SUBGRAPH_DEADLINE_MS: { schema: milliseconds(5_000), doc: 'How long one call to a subgraph may take.' },
  SUBGRAPH_CONNECTIONS: { schema: count(64, 1), doc: 'Calls at once to one process of a subgraph.' },
  ALLOWED_ORIGINS: { schema: list(), doc: 'Origins of other hosts whose pages may call, besides the gateway’s own.' },
});

export const gatewaySettings = defineSettings({
  ...routingSettings,
  TLS_CERT: { schema: optionalText(), doc: 'File of the certificate (PEM); with TLS_KEY the gateway speaks HTTPS.' },
  TLS_KEY: { schema: optionalText(), doc: 'File of the certificate’s key (PEM).' },
  GATEWAY_PRIVATE_KEY: { schema: text(), doc: 'The key that signs calls to subgraphs (PKCS#8, base64).', secret: true },
  ISSUER: { schema: text(), doc: 'The OpenID issuer whose tokens are accepted.' },
  AUDIENCE: { schema: text('nghitruong'), doc: 'The audience that a token must name.' },
  JWKS_URL: { schema: text(), doc: 'Where the issuer’s public keys are.' },
  TRUSTED_DOCUMENTS: { schema: list(), doc: 'Files of trusted documents, JSON `{"sha256:<hex>": "text"}`. Watched.' },
  AD_HOC: {
    schema: choice(['NEVER', 'DEVELOPER', 'LOOPBACK_DEVELOPER'], 'DEVELOPER'),
    doc: 'Who may send documents of their own and read the schema: nobody, the role DEVELOPER, or that role from this machine only.',
  },
  DISABLED_ACCOUNTS_FROM: {
    schema: textOrNone('directory'),
    doc: 'The subgraph whose `accountsDisabled` is followed: those accounts lose tokens and sockets at once. Empty: none.',
  },
  CONFIDENTIAL_FIELDS: {
    schema: list(CONFIDENTIAL_FIELDS),
    doc: 'Root fields of which no correlation id is logged or sent on: secret ballots.',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    schema: optionalText(),
    doc: 'Collector of traces (OTLP over HTTP, JSON), `/v1/traces` is added. Not given: no traces, nothing of them loaded.',
  },
  MAX_BODY_BYTES: { schema: count(limits.bodyBytes, 1), doc: 'Largest body of a request.' },
  MAX_MESSAGE_BYTES: { schema: count(limits.messageBytes, 1), doc: 'Largest message on a socket.' },
  MAX_DEPTH: { schema: count(limits.depth, 1), doc: 'Deepest nesting of a document, fragments written out.' },
  MAX_TOKENS: { schema: count(limits.tokens, 1), doc: 'Tokens of a document.' },
  MAX_ALIASES: { schema: count(limits.aliases), doc: 'Aliases of an operation, fragments written out.' },
  MAX_ROOT_FIELDS: { schema: count(limits.rootFields, 1), doc: 'Root fields of an operation.' },
  MAX_RECURSIVE_SELECTIONS: {
    schema: count(limits.selections, 1),
    doc: 'Selections of an operation, fragments written out.',
  },
  MAX_COST: {
    schema: count(limits.cost, 1),
    doc: 'Fields that an operation may make the subgraphs resolve, lists counted by the size asked for.',
  },
  MAX_LIST_ITEMS: { schema: count(limits.listItems, 1), doc: 'Elements of all lists in the variables.' },
  MAX_SUBSCRIPTIONS: {
    schema: count(limits.subscriptionsPerSocket, 1),
    doc: 'Streams on one socket, or on one connection of server-sent events.',
  },
  RATE_PER_ACCOUNT: { schema: count(limits.perAccount, 1), doc: 'Operations per account in ten seconds.' },
  RATE_ANONYMOUS: {
    schema: count(limits.anonymous, 1),
    doc: 'Operations of everyone who is not signed in, together, in ten seconds.',
  },
});

/** `name=url|url2,name=url` as addresses by name. */
export function subgraphUrls(setting: string): Record<string, readonly string[]> {
  const out: Record<string, readonly string[]> = {};
  for (const entry of setting
    .split(',')
    .map((s) => s.trim())
    .filter(Boolean)) {
    const at = entry.indexOf('=');
    const urls = entry
      .slice(at + 1)
      .split('|')
      .map((s) => s.trim())
      .filter(Boolean);
    if (at <= 0 || urls.length === 0 || !urls.every((u) => URL.canParse(u)))
      throw new Error(`SUBGRAPH_URLS: “${entry}” is not name=url|url`);
    out[entry.slice(0, at).trim()] = urls;
  }
  return out;
}
