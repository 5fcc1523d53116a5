/** What the one-machine edition can be told from outside; the command line wins. */
import { natsSettings } from '@nghitruong/kit/server';
import { defineSettings, list, optionalText, port, text } from '@nghitruong/kit/settings';

export const settings = defineSettings({
  NGHITRUONG_DATA: { schema: text('.data'), doc: 'The data folder of the one-machine edition.' },
  NGHITRUONG_PORT: { schema: port(4000), doc: 'The port of the one origin for pages, graph and issuer.' },
  PLUGINS: { schema: list(['emulation']), doc: 'Plug-ins to load, separated by commas; empty for none.' },
  TLS_CERT: {
    schema: optionalText(),
    doc: 'PEM file of the hall’s certificate, with `--lan`. Without it an authority of the edition’s own issues one.',
  },
  TLS_KEY: { schema: optionalText(), doc: 'PEM file of its key.' },
  ISSUER: { schema: optionalText(), doc: 'Another OpenID issuer instead of the embedded one; with JWKS_URL.' },
  JWKS_URL: { schema: optionalText(), doc: 'Where that issuer’s public keys are.' },
  AUDIENCE: { schema: text('nghitruong'), doc: 'The audience that tokens must name.' },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    schema: optionalText(),
    doc: 'Collector of traces (OTLP over HTTP, JSON) of the gateway and every subgraph. Not given: no traces.',
  },
  ...natsSettings,
  NGHITRUONG_HOSTNAME: {
    schema: optionalText(),
    doc: 'The name by which phones in the hall reach this machine; its first private address where not given.',
  },
});
