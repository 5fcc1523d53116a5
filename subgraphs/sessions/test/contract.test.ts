/** What every subgraph promises, asked of this one. */
import { describeSubgraph } from '@nghitruong/kit/testing';
import { sessions } from '../src/index.js';
import { directoryFixture } from './fixtures/directory.fixture.js';

describeSubgraph(sessions, { owners: [directoryFixture] });
