import { createTestIssuer } from '../testing/test-issuer.js';
import {
  createAssertionSigner,
  createAssertionVerifier,
  createTokenVerifier,
  generateGatewayKeys,
  hasRole,
  rightsOf,
  type Actor,
  type Grant,
} from './index.js';

describe('the caller’s token', () => {
  it('becomes an actor with its grants, person, sitting and device', async () => {
    const issuer = await createTestIssuer();
    const token = await issuer.token({
      sub: 'a1',
      personId: 'p1',
      sittingId: 's1',
      deviceId: 'd1',
      grants: [{ role: 'CHAIR', councilId: 'c1' }],
    });
    expect(await issuer.verifier.verify(token)).toMatchObject({
      kind: 'PERSON',
      accountId: 'a1',
      personId: 'p1',
      sittingId: 's1',
      deviceId: 'd1',
      grants: [{ role: 'CHAIR', councilId: 'c1' }],
    });
  });

  it('none at all is the anonymous citizen', async () => {
    const issuer = await createTestIssuer();
    expect(await issuer.verifier.verify(undefined)).toMatchObject({ kind: 'ANONYMOUS', grants: [] });
  });

  it('drops roles that it does not know', async () => {
    const issuer = await createTestIssuer();
    const token = await issuer.token({ sub: 'a', grants: [{ role: 'KING' as never }, { role: 'ADMIN' }] });
    expect((await issuer.verifier.verify(token)).grants).toEqual([{ role: 'ADMIN' }]);
  });

  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  it.each<[string, (i: Awaited<ReturnType<typeof createTestIssuer>>) => Promise<string>]>([
    ['expired', (i) => i.token({ sub: 'a', expiresInSeconds: -1 })],
    ['for another audience', (i) => i.token({ sub: 'a', audience: 'other' })],
    ['of another issuer', (i) => i.token({ sub: 'a', issuer: 'https://other.test' })],
    ['of another key', async () => (await createTestIssuer()).token({ sub: 'a' })],
    ['unsigned', async (i) => `${none}.${(await i.token({ sub: 'a' })).split('.')[1]}.`],
    [
      'changed',
      async (i) =>
        (await i.token({ sub: 'a' })).replace(/\.[^.]+\./, `.${Buffer.from('{"sub":"b"}').toString('base64url')}.`),
    ],
    ['no token', async () => 'x'],
  ])('%s is refused', async (_name, make) => {
    const issuer = await createTestIssuer();
    const token = await make(issuer);
    await expect(issuer.verifier.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(issuer.verifier.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is refused once it has ended, though it was verified before', async () => {
    jest.useFakeTimers({ now: Date.now(), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    try {
      const issuer = await createTestIssuer();
      const verifier = createTokenVerifier({ issuer: issuer.issuer, audience: issuer.audience, jwks: issuer.jwks });
      const token = await issuer.token({ sub: 'a', expiresInSeconds: 60 });
      await verifier.verify(token);
      jest.setSystemTime(Date.now() + 61_000);
      await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('the gateway’s assertion', () => {
  const keys = generateGatewayKeys();
  const body = '{"query":"{ _entities }"}';
  const verifier = createAssertionVerifier(keys.publicKey, 'sessions');

  it('holds for its audience and body, and carries a class of rights', () => {
    const signer = createAssertionSigner(keys.privateKey);
    expect(verifier.verify(signer.sign('sessions', body), body)).toEqual({});
    expect(verifier.verify(signer.sign('sessions', body, [{ role: 'DISPLAY', councilId: 'c' }]), body)).toEqual({
      rights: [{ role: 'DISPLAY', councilId: 'c' }],
    });
  });

  it.each<[string, () => string | undefined]>([
    ['absent', () => undefined],
    ['for another subgraph', () => createAssertionSigner(keys.privateKey).sign('directory', body)],
    ['over another body', () => createAssertionSigner(keys.privateKey).sign('sessions', `${body} `)],
    ['of another key', () => createAssertionSigner(generateGatewayKeys().privateKey).sign('sessions', body)],
    [
      'half a minute old',
      () => createAssertionSigner(keys.privateKey, () => Date.now() - 32_000).sign('sessions', body),
    ],
    ['of the future', () => createAssertionSigner(keys.privateKey, () => Date.now() + 60_000).sign('sessions', body)],
    [
      'with more rights written in',
      () => {
        const [h, c, s] = createAssertionSigner(keys.privateKey).sign('sessions', body).split('.');
        const claims = JSON.parse(Buffer.from(c!, 'base64url').toString()) as object;
        return `${h}.${Buffer.from(JSON.stringify({ ...claims, rights: [{ role: 'ADMIN' }] })).toString('base64url')}.${s}`;
      },
    ],
  ])('%s is refused', (_name, make) => {
    expect(() => verifier.verify(make(), body)).toThrow(expect.objectContaining({ code: 'GATEWAY_ONLY' }));
  });
});

describe('roles', () => {
  const chair: Actor = {
    kind: 'PERSON',
    accountId: 'a',
    grants: [{ role: 'CHAIR', councilId: 'c1' }, { role: 'DEVELOPER' }],
  };
  it('are held in a council, or everywhere', () => {
    expect([
      hasRole(chair, 'CHAIR', 'c1'),
      hasRole(chair, 'CHAIR', 'c2'),
      hasRole(chair, 'CHAIR'),
      hasRole(chair, 'DEVELOPER', 'c2'),
    ]).toEqual([true, false, true, true]);
  });
  it('the class of rights has no person in it and no order', () => {
    const a = rightsOf({
      kind: 'PERSON',
      accountId: 'a',
      personId: 'p',
      grants: [
        { role: 'DELEGATE', councilId: 'c' },
        { role: 'CHAIR', councilId: 'c' },
      ],
    });
    const b = rightsOf({
      kind: 'PERSON',
      accountId: 'b',
      personId: 'q',
      grants: [
        { role: 'CHAIR', councilId: 'c' },
        { role: 'DELEGATE', councilId: 'c' },
        { role: 'CHAIR', councilId: 'c' },
      ],
    });
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));
    expect(JSON.stringify(a)).not.toMatch(/"[abpq]"/);
  });
});

it('a role in a body holds in its meetings only, never in its council; an officer answers for a body everywhere', () => {
  const actor = (grant: Grant): Actor => ({ kind: 'PERSON', accountId: 'x', grants: [grant] });
  const head = actor({ role: 'CHAIR', councilId: 'council', bodyId: 'board' });
  expect([hasRole(head, 'CHAIR', 'board'), hasRole(head, 'CHAIR', 'council'), hasRole(head, 'CHAIR', 'other')]).toEqual(
    [true, false, false],
  );
  const ofNoCouncil = actor({ role: 'CHAIR', bodyId: 'board' });
  expect([hasRole(ofNoCouncil, 'CHAIR', 'board'), hasRole(ofNoCouncil, 'CHAIR', 'council')]).toEqual([true, false]);
  const chair = actor({ role: 'CHAIR', councilId: 'council' });
  expect([hasRole(chair, 'CHAIR', 'council'), hasRole(chair, 'CHAIR', 'board')]).toEqual([true, false]);
  expect(hasRole(actor({ role: 'OFFICER', bodyId: 'board' }), 'OFFICER', 'council')).toBe(true);
});
