/**
 * The intruder of the secrecy test: holds a copy of every table with PostgreSQL's
 * own columns, and whoever sat in the hall and wrote down who pressed when; tries
 * to say which ballot is whose.
 *
 * Whatever names a voter is one side, whatever names a ballot the other. Every
 * column of one is joined to every column of the other: by equal values, and by
 * order. The score of a join is how many of the pairs it names are true; of a
 * join that names several it is what a guess among them would get.
 */
type Sql = (sql: string, params?: unknown[]) => Promise<Record<string, unknown>[]>;
type Row = Readonly<Record<string, string | null>>;

export interface Dump {
  readonly tables: ReadonlyMap<string, readonly Row[]>;
}

export async function dumpOf(sql: Sql): Promise<Dump> {
  const names = await sql(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1`,
  );
  const tables = new Map<string, Row[]>();
  for (const { name } of names) {
    // The position as a number, so that page 10 comes after page 9.
    const rows = await sql(
      `SELECT t.xmin::text AS "xmin", t.xmax::text AS "xmax", t.cmin::text AS "cmin", t.cmax::text AS "cmax",
         lpad(split_part(trim('()' FROM t.ctid::text), ',', 1), 10, '0') || lpad(split_part(trim('()' FROM t.ctid::text), ',', 2), 6, '0') AS "ctid", to_jsonb(t) AS columns FROM ${String(name)} t`,
    );
    tables.set(
      String(name),
      rows.map(({ columns, ...system }) => {
        const own = Object.entries(columns as Record<string, unknown>).map(
          ([k, v]) => [k, v === null ? null : typeof v === 'object' ? JSON.stringify(v) : String(v)] as const,
        );
        return { ...(system as Row), ...Object.fromEntries(own) };
      }),
    );
  }
  return { tables };
}

export interface Sides {
  /** By voter: what each table says beside their name. */
  readonly voters: ReadonlyMap<string, ReadonlyMap<string, Row>>;
  readonly ballots: ReadonlyMap<string, ReadonlyMap<string, Row>>;
}

/** The rows in which exactly one of these values stands, by table. */
function rowsNaming(dump: Dump, names: readonly (readonly string[])[]): Map<string, Map<string, Row>> {
  const owner = new Map(names.flatMap((all) => all.map((name) => [name, all[0]!] as const)));
  const found = new Map<string, Map<string, Row>>();
  for (const [table, rows] of dump.tables) {
    for (const row of rows) {
      const named = new Set(Object.values(row).flatMap((v) => (v !== null && owner.has(v) ? [owner.get(v)!] : [])));
      if (named.size !== 1) continue;
      if (!found.has(table)) found.set(table, new Map());
      found.get(table)!.set([...named][0]!, row);
    }
  }
  return found;
}

export interface Link {
  readonly how: string;
  readonly right: number;
}

/** Every join that is known, with how many of the true pairs it finds; the best first. */
export function linksOf(
  dump: Dump,
  truth: readonly { readonly voter: readonly string[]; readonly ballot: string }[],
  seen: readonly string[],
): Link[] {
  const ballotOf = new Map(truth.map((t) => [t.voter[0]!, t.ballot]));
  const voters = rowsNaming(
    dump,
    truth.map((t) => t.voter),
  );
  const ballots = rowsNaming(
    dump,
    truth.map((t) => [t.ballot]),
  );
  // Whoever watched the hall knows an order that is in no table.
  voters.set('the hall', new Map(seen.map((voter, i) => [voter, { order: String(i).padStart(6, '0') }])));
  const links: Link[] = [];
  for (const [left, byVoter] of voters) {
    for (const [right, byBallot] of ballots) {
      for (const a of columnsOf(byVoter)) {
        for (const b of columnsOf(byBallot)) {
          const how = `${left}.${a} = ${right}.${b}`;
          const one = valuesOf(byVoter, a);
          const other = valuesOf(byBallot, b);
          links.push({ how, right: byEqual(one, other, ballotOf) });
          links.push({ how: `${how}, in order`, right: byRank(one, other, ballotOf) });
          links.push({ how: `${how}, in reverse order`, right: byRank([...one].reverse(), other, ballotOf, true) });
        }
      }
    }
  }
  return links.sort((x, y) => y.right - x.right);
}

type Values = readonly (readonly [who: string, value: string | null])[];
const columnsOf = (rows: ReadonlyMap<string, Row>): string[] => [...new Set([...rows.values()].flatMap(Object.keys))];
const valuesOf = (rows: ReadonlyMap<string, Row>, column: string): Values =>
  [...rows].map(([who, row]) => [who, row[column] ?? null] as const);

function byEqual(voters: Values, ballots: Values, truth: ReadonlyMap<string, string>): number {
  const groups = new Map<string, string[]>();
  for (const [ballot, value] of ballots) if (value !== null) groups.set(value, [...(groups.get(value) ?? []), ballot]);
  return voters.reduce((sum, [voter, value]) => {
    const group = value === null ? undefined : groups.get(value);
    return group?.includes(truth.get(voter)!) ? sum + 1 / group.length : sum;
  }, 0);
}

const compare = (a: string | null, b: string | null): number =>
  a === null || b === null
    ? 0
    : /^\d+$/.test(a) && /^\d+$/.test(b)
      ? Number(BigInt(a) - BigInt(b))
      : a < b
        ? -1
        : a > b
          ? 1
          : 0;

function byRank(voters: Values, ballots: Values, truth: ReadonlyMap<string, string>, reverse = false): number {
  // Equal values have no order: a sort that keeps the dump's would tell what the dump tells by itself.
  if (new Set(voters.map((v) => v[1])).size < voters.length || new Set(ballots.map((b) => b[1])).size < ballots.length)
    return 0;
  const inOrder = [...voters].sort((x, y) => compare(x[1], y[1]));
  if (reverse) inOrder.reverse();
  const box = [...ballots].sort((x, y) => compare(x[1], y[1]));
  return inOrder.filter(([voter], i) => box[i]?.[0] === truth.get(voter)).length;
}
