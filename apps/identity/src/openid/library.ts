/**
 * The OpenID library, loaded without its complaint about the runtime: it asks
 * for Node 22, and the tests here run all that we use of it on the Node that
 * `engines` names. Any other warning of it is still told.
 */
import type * as Library from 'oidc-provider';

function load(): typeof Library {
  const { warn } = console;
  console.warn = (...said: unknown[]) => {
    if (!String(said[0]).includes('Unsupported runtime')) warn(...said);
  };
  try {
    return require('oidc-provider') as typeof Library;
  } finally {
    console.warn = warn;
  }
}

export const library = load();
