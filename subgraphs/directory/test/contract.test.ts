/** What every subgraph promises, asked of this one. */
import { describeSubgraph } from '@nghitruong/kit/testing';
import { directory } from '../src/index.js';

describeSubgraph(directory);
