/**
 * Emulation's subgraph as a process of its own: settings from the environment, stop on a signal.
 */
import { runSubgraph } from '@nghitruong/kit/server';
import { emulation } from './subgraph.js';

void runSubgraph(emulation);
