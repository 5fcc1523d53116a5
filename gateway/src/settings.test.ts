import { readSettings } from '@nghitruong/kit/settings';
import { gatewaySettings, subgraphUrls } from './settings.js';

test('addresses of subgraphs', () => {
  expect(subgraphUrls('')).toEqual({});
  expect(subgraphUrls('directory=http://a:1/graphql, sessions=http://b:2/graphql|http://c:3/graphql?x=1')).toEqual({
    directory: ['http://a:1/graphql'],
    sessions: ['http://b:2/graphql', 'http://c:3/graphql?x=1'],
  });
});

test.each(['directory', '=http://a', 'directory=', 'directory=somewhere'])('%s is refused', (setting) => {
  expect(() => subgraphUrls(setting)).toThrow('SUBGRAPH_URLS');
});

test('nobody’s disabled accounts are followed where none is named', () => {
  const from = (more: Record<string, string>) =>
    readSettings(gatewaySettings, { GATEWAY_PRIVATE_KEY: 'k', ISSUER: 'i', JWKS_URL: 'j', ...more })
      .DISABLED_ACCOUNTS_FROM;
  expect([from({}), from({ DISABLED_ACCOUNTS_FROM: '' })]).toEqual(['directory', undefined]);
});

test('the least that must be said', () => {
  const settings = readSettings(gatewaySettings, { GATEWAY_PRIVATE_KEY: 'k', ISSUER: 'i', JWKS_URL: 'j' });
  expect(settings).toMatchObject({ PORT: 4000, HOST: '127.0.0.1', AD_HOC: 'DEVELOPER', TRUSTED_DOCUMENTS: [] });
  expect(() =>
    readSettings(gatewaySettings, { GATEWAY_PRIVATE_KEY: 'k', ISSUER: 'i', JWKS_URL: 'j', AD_HOC: 'EVERYONE' }),
  ).toThrow('AD_HOC');
});
