/**
 * What a caller asks: a trusted document, known by its id; its types are known
 * to the compiler only.
 */
export interface Operation<Data, Variables> {
  /** `sha256:<hex>` of the document's exact text. */
  readonly id: string;
  readonly name: string;
  /** Never there: carries the types. */
  readonly types?: (variables: Variables) => Data;
}

/** What GraphQL Code Generator's client preset writes (`documentMode: 'string'`), with or without `persistedDocuments`. */
export interface TypedDocumentString<Data, Variables> {
  readonly __meta__?: Readonly<Record<string, unknown>> | undefined;
  readonly __apiType?: ((variables: Variables) => Data) | undefined;
  toString(): string;
}

export type Asked<Data, Variables> = Operation<Data, Variables> | TypedDocumentString<Data, Variables>;

/** How it is named on the wire. A text is admitted where its hash is registered, and nowhere else. */
export type OnTheWire = { readonly documentId: string; readonly operationName?: string } | { readonly query: string };

export function onTheWire(asked: Asked<never, never>): OnTheWire {
  if ('id' in asked) return { documentId: asked.id, operationName: asked.name };
  const hash = asked.__meta__?.['hash'];
  if (typeof hash === 'string') return { documentId: hash.includes(':') ? hash : `sha256:${hash}` };
  return { query: asked.toString() };
}
