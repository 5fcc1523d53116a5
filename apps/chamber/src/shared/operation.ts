/** One trusted document: known by its id; its types are known to the compiler only. */
export interface Operation<Data, Variables> {
  readonly id: string;
  readonly name: string;
  /** Never there: carries the types. */
  readonly types?: (variables: Variables) => Data;
}
