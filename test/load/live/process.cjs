/** Begins one of this folder's processes, by its name. */
require('../typescript.cjs');
require(`./${process.argv[2]}.ts`);
