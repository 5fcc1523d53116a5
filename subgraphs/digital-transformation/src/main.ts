/**
 * Digital transformation as a process of its own: settings from the environment, stop on a signal.
 */
import { runSubgraph } from '@nghitruong/kit/server';
import { digitalTransformation } from './subgraph.js';

void runSubgraph(digitalTransformation);
