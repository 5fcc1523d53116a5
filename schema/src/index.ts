/** The contract: composition and its gates, for the editions, the tests and the plug-in tools. */
export { composeSupergraph, composeSdl, CompositionRefused, type ComposedGraph } from './supergraph.js';
export { coreSubgraphs, pluginSubgraphs, type Composable } from './definitions.js';
export { accessRules, accessFaults } from './access.js';
export { breakingChanges, judge, type AnnouncedChange, type BreakingChange, type Verdict } from './breaking.js';
