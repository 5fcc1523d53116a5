/**
 * Petitions as a process of its own: settings from the environment, stop on a signal.
 */
import { runSubgraph } from '@nghitruong/kit/server';
import { petitions } from './subgraph.js';

void runSubgraph(petitions);
