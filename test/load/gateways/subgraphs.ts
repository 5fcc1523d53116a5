/**
 * Three subgraphs that answer from memory, so that a run measures the gateways
 * and not what stands behind them. The same question (text and variables) is
 * executed once and repeated from then on, whoever asks it. Calls that carry the
 * proof that they are our gateway's have it verified, as our subgraphs do.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { createAssertionVerifier } from '@nghitruong/kit/auth';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable"])`;
const n = (id: string): number => Number(id.slice(1));
const ids = (prefix: string, first: number, from = 0): { id: string }[] =>
  Array.from({ length: first }, (_, i) => ({ id: `${prefix}${from + i + 1}` }));

interface Part {
  readonly name: string;
  /** Without the federation 2 link: what a federation 1 gateway reads. */
  readonly sdl: string;
  readonly resolvers: Record<string, unknown>;
}

const PARTS: readonly Part[] = [
  {
    name: 'people',
    sdl: `
      extend type Query { me: Person people(first: Int = 10): [Person!]! }
      type Person @key(fields: "id") { id: ID! name: String! login: String! unit: String! }`,
    resolvers: {
      Query: { me: () => ({ id: 'p1' }), people: (_: unknown, { first }: { first: number }) => ids('p', first) },
      Person: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        name: ({ id }: { id: string }) => `Đại biểu ${n(id)}`,
        login: ({ id }: { id: string }) => `delegate-${n(id)}`,
        unit: ({ id }: { id: string }) => `Tổ ${n(id) % 7}`,
      },
    },
  },
  {
    name: 'drafts',
    sdl: `
      extend type Query { drafts(first: Int = 10): [Draft!]! }
      type Draft @key(fields: "id") { id: ID! title: String! version: Int! pages: Int! }`,
    resolvers: {
      Query: { drafts: (_: unknown, { first }: { first: number }) => ids('d', first) },
      Draft: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        title: ({ id }: { id: string }) => `Dự thảo Nghị quyết số ${n(id)} về phân bổ ngân sách`,
        version: ({ id }: { id: string }) => n(id) % 5,
        pages: ({ id }: { id: string }) => 10 + n(id),
      },
    },
  },
  {
    name: 'remarks',
    sdl: `
      type Remark @key(fields: "id") { id: ID! text: String! by: Person! on: Draft! }
      extend type Person @key(fields: "id") { id: ID! @external remarks: [Remark!]! }
      extend type Draft @key(fields: "id") { id: ID! @external pages: Int! @external remarks: [Remark!]! reading: Int @requires(fields: "pages") }`,
    resolvers: {
      Remark: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        text: ({ id }: { id: string }) => `Đề nghị làm rõ căn cứ của nội dung thứ ${n(id)}.`,
        by: ({ id }: { id: string }) => ({ id: `p${(n(id) % 40) + 1}` }),
        on: ({ id }: { id: string }) => ({ id: `d${(n(id) % 20) + 1}` }),
      },
      Person: {
        remarks: ({ id }: { id: string }) => ids('r', 4, n(id) * 10),
      },
      Draft: {
        remarks: ({ id }: { id: string }) => ids('r', 4, n(id) * 10),
        reading: ({ pages }: { pages: number }) => pages * 2,
      },
    },
  },
];

export const QUERIES: Readonly<Record<string, string>> = {
  tiny: '{ me { id name } }',
  light: '{ drafts(first: 5) { title remarks { text } } }',
  heavy:
    '{ drafts(first: 20) { id title version reading remarks { id text by { name unit } on { title } } } people(first: 10) { name remarks { text on { title version } } } }',
};

export interface RunningSubgraphs {
  readonly urls: Readonly<Record<string, string>>;
  /** The same with federation 1 schemas. */
  readonly urlsOfOne: Readonly<Record<string, string>>;
  readonly supergraph: string;
  requests(): number;
  close(): Promise<void>;
}

export async function startSubgraphs(gatewayPublicKey: string): Promise<RunningSubgraphs> {
  const servers: Server[] = [];
  let asked = 0;
  const serve = async (name: string, schema: GraphQLSchema): Promise<string> => {
    const assertions = createAssertionVerifier(gatewayPublicKey, name);
    const known = new Map<string, Promise<string>>();
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (c: Buffer) => chunks.push(c));
      request.on('end', () => {
        asked++;
        const body = Buffer.concat(chunks).toString();
        const assertion = request.headers['x-nt-gateway'] as string | undefined;
        if (assertion !== undefined) {
          assertions.verify(assertion, body);
          response.setHeader('x-nt-key', assertions.half);
        }
        let answer = known.get(body);
        if (!answer) {
          const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
          answer = graphql({ schema, source: query, variableValues: variables }).then((r) => JSON.stringify(r));
          known.set(body, answer);
        }
        void answer.then((text) => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end(text);
        });
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  };
  const urls: Record<string, string> = {};
  const urlsOfOne: Record<string, string> = {};
  for (const { name, sdl, resolvers } of PARTS) {
    const build = (text: string) => buildSubgraphSchema([{ typeDefs: parse(text), resolvers: resolvers as never }]);
    urls[name] = await serve(name, build(LINK + sdl));
    urlsOfOne[name] = await serve(name, build(sdl));
  }
  const composed = composeServices(
    PARTS.map(({ name, sdl }) => ({ name, url: urls[name]!, typeDefs: parse(LINK + sdl) })),
  );
  if (composed.errors?.length) throw composed.errors[0]!;
  return {
    urls,
    urlsOfOne,
    supergraph: composed.supergraphSdl!,
    requests: () => asked,
    close: async () => {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((s) => new Promise((resolve) => s.close(resolve))));
    },
  };
}
