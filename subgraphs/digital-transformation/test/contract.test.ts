import { describeSubgraph } from '@nghitruong/kit/testing';
import { digitalTransformation } from '../src/index.js';

describeSubgraph(digitalTransformation);
