import { describeSubgraph } from '@nghitruong/kit/testing';
import { petitions } from '../src/index.js';

describeSubgraph(petitions);
