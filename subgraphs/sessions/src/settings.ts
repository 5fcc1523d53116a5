/** Settings of sessions beside those that every subgraph has. */
import { count, defineSettings } from '@nghitruong/kit/settings';

export const settings = defineSettings({
  CHECK_IN_CODE_MINUTES: { schema: count(30, 1), doc: 'How long the check-in code on a delegate’s phone stays valid, in minutes.' },
});
