import { describeSubgraph } from '@nghitruong/kit/testing';
import { supervision } from '../src/index.js';

describeSubgraph(supervision);
