/**
 * Supervision as a process of its own: settings from the environment, stop on a signal.
 */
import { runSubgraph } from '@nghitruong/kit/server';
import { supervision } from './subgraph.js';

void runSubgraph(supervision);
