/** An enum object for GraphQL from a list of names. */
export const enumOf = <const N extends readonly string[]>(names: N): { readonly [K in N[number]]: K } =>
  Object.fromEntries(names.map((n) => [n, n])) as never;
