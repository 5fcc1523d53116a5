/** The ballot box alone, as its own package measures it. */
require('./typescript.cjs');
require('../../subgraphs/sessions/bench/ballot-box.bench.ts');
