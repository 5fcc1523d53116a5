/**
 * Mercurius as a gateway of federation 1, with its just-in-time compiler.
 *
 * It has no right answer to the heavy question: where a schema says `@requires`, it asks the subgraph that extends
 * the type for the fields of another one, and does not send them along.
 */
import Fastify from 'fastify';
import gateway from '@mercuriusjs/gateway';

const app = Fastify();
await app.register(gateway, {
  gateway: { services: Object.entries(JSON.parse(process.env.SUBGRAPHS)).map(([name, url]) => ({ name, url })) },
  jit: 1,
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
console.log('ready');
