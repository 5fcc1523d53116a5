/** The one door: what whoever mounts it may use. */
export { createGateway, type Gateway, type GatewayOptions } from './gateway.js';
export { gatewaySettings, subgraphUrls } from './settings.js';
export { gatewayErrors } from './errors.js';
export { defaultLimits, type Limits } from './admission/limits.js';
export type { AdHoc } from './admission/admission.js';
