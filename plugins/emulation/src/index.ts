/** The plug-in as a value, its subgraph, its tables of errors and settings, its demonstration. */
import { definePlugin } from '@nghitruong/kit/plugin';
import { emulation } from './subgraph.js';

export { emulation } from './subgraph.js';
export { errors } from './errors.js';
export { settings } from './settings.js';
export { seedDemonstration } from './demonstration.js';

export const plugin = definePlugin({
  name: 'emulation',
  version: '1.0.0',
  kit: '^1.0.0',
  needs: [],
  subgraph: emulation,
});
