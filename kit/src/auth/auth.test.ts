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

describe('a call key', () => {
  const keys = generateGatewayKeys();
  const body = '{"query":"{ _entities }"}';
  const verifier = createAssertionVerifier(keys.publicKey, 'sessions');
  const agreed = (now?: () => number) => createAssertionSigner(keys.privateKey, now).agree('sessions', verifier.half)!;
  const parts = (assertion: string): [string, string, string, string] => {
    const [introduction, call] = assertion.split('~') as [string, string];
    return [introduction, ...(call.split('.') as [string, string, string])];
  };

  it('holds for call after call, and carries a class of rights', () => {
    const key = agreed();
    for (const text of [body, '{}', Buffer.from(body)]) expect(verifier.verify(key.sign(text), text)).toEqual({});
    expect(verifier.verify(key.sign(body, []), body)).toEqual({ rights: [] });
    expect(verifier.verify(key.sign(body, [{ role: 'DISPLAY', councilId: 'c' }]), body)).toEqual({
      rights: [{ role: 'DISPLAY', councilId: 'c' }],
    });
  });

  it('is called by its introduction’s name once that was accepted, not before', () => {
    const key = agreed();
    const short = key.sign(body, [{ role: 'DISPLAY' }], true);
    expect(() => verifier.verify(short, body)).toThrow(expect.objectContaining({ code: 'GATEWAY_ONLY' }));
    verifier.verify(key.sign(body), body);
    expect(verifier.verify(short, body)).toEqual({ rights: [{ role: 'DISPLAY' }] });
    expect(() => verifier.verify(short, `${body} `)).toThrow(expect.objectContaining({ code: 'GATEWAY_ONLY' }));
    const other = agreed().sign(body, undefined, true).split('~')[1]!;
    expect(() => verifier.verify(`${short.split('~')[0]!.slice(1)}~${other}`, body)).toThrow();
  });

  it('is agreed upon anew before its introduction ends', () => {
    let now = Date.now();
    const key = agreed(() => now);
    expect(key.fresh).toBe(true);
    now += 241_000;
    expect(key.fresh).toBe(false);
  });

  it('is not made with what is no half', () => {
    const signer = createAssertionSigner(keys.privateKey);
    // A point of small order: everybody would know what comes of it.
    const small = Buffer.alloc(32).toString('base64url');
    for (const half of ['', 'x', small, `${verifier.half}\r\n`, 'x'.repeat(44)])
      expect(signer.agree('sessions', half)).toBeUndefined();
  });

  it.each<[string, () => string]>([
    ['over another body', () => agreed().sign(`${body} `)],
    [
      'without its digest',
      () =>
        agreed()
          .sign(body)
          .replace(/[^.]+$/, ''),
    ],
    [
      'with a digest of nothing',
      () =>
        agreed()
          .sign(body)
          .replace(/[^.]+$/, 'AAAA'),
    ],
    ['without what it introduces', () => `${agreed().sign(body).split('~')[0]!}~`],
    ['without its introduction', () => `~${agreed().sign(body).split('~')[1]!}`],
    ['that is an introduction alone', () => agreed().sign(body).split('~')[0]!],
    [
      'introduced by a call’s own assertion',
      () => `${createAssertionSigner(keys.privateKey).sign('sessions', body)}~${agreed().sign(body).split('~')[1]!}`,
    ],
    ['half a minute old', () => agreed(() => Date.now() - 32_000).sign(body)],
    ['of the future', () => agreed(() => Date.now() + 60_000).sign(body)],
    [
      'whose introduction is over',
      () => {
        let now = Date.now() - 302_000;
        const key = agreed(() => now);
        now = Date.now();
        return key.sign(body);
      },
    ],
    [
      'with another expiry',
      () => {
        const [introduction, expiry, rights, digest] = parts(agreed().sign(body));
        return `${introduction}~${Number(expiry) + 1}.${rights}.${digest}`;
      },
    ],
    [
      'with rights written in',
      () => {
        const [introduction, expiry, , digest] = parts(agreed().sign(body));
        return `${introduction}~${expiry}.${Buffer.from('[{"role":"ADMIN"}]').toString('base64url')}.${digest}`;
      },
    ],
    [
      'of another gateway’s key',
      () => createAssertionSigner(generateGatewayKeys().privateKey).agree('sessions', verifier.half)!.sign(body),
    ],
    [
      'for another subgraph, towards this one’s half',
      () => createAssertionSigner(keys.privateKey).agree('directory', verifier.half)!.sign(body),
    ],
    [
      'towards another process of the same subgraph',
      () => {
        const other = createAssertionVerifier(keys.publicKey, 'sessions');
        return createAssertionSigner(keys.privateKey).agree('sessions', other.half)!.sign(body);
      },
    ],
    [
      'made with a key of one’s own under an introduction that was overheard',
      () => {
        const overheard = agreed().sign(body).split('~')[0]!;
        const forged = createAssertionSigner(generateGatewayKeys().privateKey).agree('sessions', verifier.half)!;
        return `${overheard}~${forged.sign(body).split('~')[1]!}`;
      },
    ],
  ])('%s is refused', (_name, make) => {
    expect(() => verifier.verify(make(), body)).toThrow(expect.objectContaining({ code: 'GATEWAY_ONLY' }));
  });

  it('ends with its introduction, though it was accepted before', () => {
    let now = Date.now();
    const watching = createAssertionVerifier(keys.publicKey, 'sessions', () => now);
    const key = createAssertionSigner(keys.privateKey, () => now).agree('sessions', watching.half)!;
    expect(watching.verify(key.sign(body), body)).toEqual({});
    now += 301_000;
    for (const accepted of [true, false])
      expect(() => watching.verify(key.sign(body, [], accepted), body)).toThrow(
        expect.objectContaining({ code: 'GATEWAY_ONLY' }),
      );
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
