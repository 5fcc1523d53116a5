/**
 * The directory as a process of its own.
 */
import { runSubgraph } from '@nghitruong/kit/server';
import { directory } from './subgraph.js';

void runSubgraph(directory);
