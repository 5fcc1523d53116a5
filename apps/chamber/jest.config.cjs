const preset = require('../../jest.preset.cjs');

/** The pages' states are pure functions: no database, no browser. */
module.exports = {
  ...preset,
  displayName: 'chamber',
  globalSetup: undefined,
  globalTeardown: undefined,
  transformIgnorePatterns: ['/node_modules/(?!(preact|@noble)/)'],
  // The sources of the client, as the rest of the pages.
  moduleNameMapper: { ...preset.moduleNameMapper, '^@nghitruong/client$': '<rootDir>/../../client/src/index' },
  testTimeout: 10_000,
};
