module.exports = { ...require('../../jest.preset.cjs'), displayName: 'apps/identity' };
