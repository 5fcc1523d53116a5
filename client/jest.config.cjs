/** No database; the packed package is used as a stranger would use it. */
module.exports = {
  ...require('../jest.preset.cjs'),
  displayName: 'client',
  globalSetup: undefined,
  globalTeardown: undefined,
};
