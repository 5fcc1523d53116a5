/**
 * Nothing phones home: the edition runs in a network of its own that has a way
 * out, of which nobody hears. Every packet that leaves by it is counted.
 *
 * Such a network takes Linux, root and iproute2; elsewhere this is not run.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { runCommand, startEdition, type StartedEdition } from '../harness/edition.js';

/** Whatever is not for this machine goes out by one end of a cable, whose other end lies there. */
const CABLE = [
  'ip link set lo up',
  'ip link add out type veth peer name nowhere',
  // An interface says hello by itself otherwise.
  'ip link set out addrgenmode none arp off up',
  'ip link set nowhere addrgenmode none arp off up',
  'ip address add 198.51.100.2/24 dev out',
  'ip route add default via 198.51.100.1 dev out',
].join(' && ');
const through = ['unshare', '--net', 'sh', '-c', `${CABLE} && exec "$@"`, 'sh'];
const possible = spawnSync(through[0]!, [...through.slice(1), 'true']).status === 0;

let edition: StartedEdition;
/** What begins a command in the edition's network. */
let inside: string[];

/** Packets that have left so far. */
function sent(): number {
  const devices = execFileSync(inside[0]!, [...inside.slice(1), 'cat', '/proc/net/dev'], { encoding: 'utf8' });
  return Number(/^ *out:(?: +\d+){8} +\d+ +(\d+)/m.exec(devices)![1]);
}

(possible ? describe : describe.skip)('where nobody outside answers', () => {
  beforeAll(async () => {
    edition = await startEdition({ args: ['--processes'], env: { NODE_ENV: 'production' }, through });
    inside = ['nsenter', '--target', String(edition.child.pid), '--net'];
  }, 120_000);
  afterAll(() => edition.end());

  test('a whole sitting is rehearsed, every page opened, and not one packet leaves', async () => {
    const { code, out } = await runCommand(
      ['rehearse', '--data', edition.data, '--pace', '0.05', '--polls', '1', '--mishaps', '20'],
      {},
      inside,
    );
    expect(out).toContain('Every phone and the record agree');
    expect(code).toBe(0);
    for (const command of ['export', 'doctor']) {
      const ended = await runCommand([command, '--data', edition.data], {}, inside);
      expect([command, ended.code, ended.err]).toEqual([command, 0, '']);
    }
    for (const { url } of edition.links) {
      const page = spawnSync(inside[0]!, [...inside.slice(1), process.execPath, '-e', FETCH, url]);
      expect([url, String(page.stderr)]).toEqual([url, '']);
    }
    expect(sent()).toBe(0);
  }, 240_000);

  test('one that asked outside would have been counted', () => {
    const before = sent();
    spawnSync(inside[0]!, [...inside.slice(1), process.execPath, '-e', CALL]);
    expect(sent()).toBeGreaterThan(before);
  });
});

const FETCH = 'fetch(process.argv[1]).then((r) => { if (!r.ok) throw new Error(`${r.status}`); return r.text(); })';
const CALL = "require('node:dgram').createSocket('udp4').send('x', 9, '192.0.2.1', process.exit)";
