/** Lets plain Node run the harness's TypeScript: benchmarks are no tests and need no test runner. */
const { readFileSync } = require('node:fs');
const { Module } = require('node:module');
const { transformSync } = require('@swc/core');

const options = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};
Module._extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);
const resolve = Module._resolveFilename;
// Sources name each other as the compiled files will be called.
Module._resolveFilename = function (request, parent, ...more) {
  if (/^\.{1,2}\/.*\.js$/.test(request) && parent?.filename?.endsWith('.ts')) {
    try {
      return resolve.call(this, request.replace(/\.js$/, '.ts'), parent, ...more);
    } catch {
      // a real JavaScript file
    }
  }
  return resolve.call(this, request, parent, ...more);
};
