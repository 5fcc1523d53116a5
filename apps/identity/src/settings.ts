/** Settings of identity as a process of its own. The one-machine edition gives the same values as options. */
import { count, defineSettings, list, optionalText, port, text } from '@nghitruong/kit/settings';

export const settings = defineSettings({
  PORT: { schema: port(0), doc: 'Port of this process; 0 takes a free one.' },
  HOST: { schema: text('127.0.0.1'), doc: 'Address to listen on. Loopback unless a proxy runs on another machine.' },
  DATABASE_URL: { schema: text(), doc: "PostgreSQL, as this owner's running role.", secret: true },
  ORIGIN: {
    schema: text(),
    doc: 'The origin that browsers open, such as `https://hdnd.example.vn`. The issuer is this followed by `/id`.',
  },
  ALLOWED_ORIGINS: { schema: list(), doc: 'Further origins whose pages may sign in here, separated by commas.' },
  AUDIENCE: { schema: text('nghitruong'), doc: 'The audience that access tokens name.' },
  IDENTITY_SECRET: {
    schema: optionalText(),
    doc: 'Seals the private keys in the database and peppers the PINs. Keep it outside the database; without it, a copy of the database is enough to sign tokens.',
    secret: true,
  },
  OPENID_CLIENTS: {
    schema: text('[]'),
    doc: 'Public clients (apps of departments), a JSON list of `{"clientId", "name", "redirectUris", "trusted"}`; a trusted one is not asked for consent.',
  },
  CARD_HOURS: { schema: count(24, 1), doc: 'How long a card may wait before it is used, in hours.' },
});
