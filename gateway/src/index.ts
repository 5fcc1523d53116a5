/** The one door: what whoever mounts it may use. */
export { createGateway, type Gateway, type GatewayOptions } from './gateway.js';
export { openGateway, NotLoopback, type OpenOptions } from './open.js';
export { serveGateway, type Served } from './serve.js';
export { gatewaySettings, routingSettings, subgraphUrls } from './settings.js';
export { gatewayErrors } from './errors.js';
export { createExaminer, type Examined, type Examiner } from './admission/examine.js';
export { defaultLimits, type Limits } from './admission/limits.js';
export type { AdHoc } from './admission/admission.js';
