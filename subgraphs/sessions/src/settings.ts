/** Settings of sessions beside those that every subgraph has. */
import { count, defineSettings, flag } from '@nghitruong/kit/settings';

export const settings = defineSettings({
  CHECK_IN_CODE_MINUTES: {
    schema: count(30, 1),
    doc: 'How long the check-in code on a delegate’s phone stays valid, in minutes.',
  },
  BALLOT_CONNECTIONS: {
    schema: count(4, 1),
    doc: 'Database connections that the ballot box keeps for itself; one carries one poll.',
  },
  SECRET_PIN_SECONDS: {
    schema: count(120, 10),
    doc: 'How long a PIN that was asked again (the token’s `auth_time`) is good for a secret ballot, in seconds.',
  },
  COMMENTS_PER_HOUR: {
    schema: count(60, 1),
    doc: 'How many comments of citizens one draft takes in an hour, whoever sends them; what is above is asked to come later.',
  },
  ALLOW_UNSAFE_STORAGE: {
    schema: flag(false),
    doc: 'Open polls although the database runs without fsync, full_page_writes or synchronous_commit. For tests only: a power cut could lose acknowledged ballots.',
  },
});
