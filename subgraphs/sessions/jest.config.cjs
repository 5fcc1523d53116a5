module.exports = { ...require('../../jest.preset.cjs'), displayName: 'subgraphs/sessions' };
