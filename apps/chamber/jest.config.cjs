const preset = require('../../jest.preset.cjs');

/** The pages' states are pure functions: no database, no browser. */
module.exports = {
  ...preset,
  displayName: 'chamber',
  globalSetup: undefined,
  globalTeardown: undefined,
  transformIgnorePatterns: ['/node_modules/(?!(preact|@noble)/)'],
  testTimeout: 10_000,
};
