module.exports = { ...require('../../jest.preset.cjs'), displayName: 'plugins/emulation' };
