import {
  choice,
  count,
  defineSettings,
  flag,
  list,
  optionalText,
  port,
  readSettings,
  SettingsError,
  text,
  textOrNone,
} from './index.js';

const table = defineSettings({
  PORT: { schema: port(4000), doc: 'port' },
  NAME: { schema: text(), doc: 'the name' },
  LIST: { schema: list(['a']), doc: 'list' },
  FLAG: { schema: flag(false), doc: 'flag' },
  KIND: { schema: choice(['x', 'y'], 'x'), doc: 'kind' },
  MANY: { schema: count(3, 1), doc: 'many' },
});

it('reads, coerces and falls back', () => {
  expect(readSettings(table, { NAME: 'n', PORT: '80', FLAG: '1', LIST: 'b, c' })).toEqual({
    PORT: 80,
    NAME: 'n',
    LIST: ['b', 'c'],
    FLAG: true,
    KIND: 'x',
    MANY: 3,
  });
});

it('what may be done without is there unless it was emptied', () => {
  const whom = defineSettings({ WHOM: { schema: textOrNone('directory'), doc: 'whom' } });
  expect([{}, { WHOM: '' }, { WHOM: 'x' }].map((env) => readSettings(whom, env).WHOM)).toEqual([
    'directory',
    undefined,
    'x',
  ]);
  const neither = defineSettings({ FILE: { schema: optionalText(), doc: 'file' } });
  expect(readSettings(neither, { FILE: '' }).FILE).toBeUndefined();
});

it('an empty list says none; any other empty variable was not set', () => {
  expect(readSettings(table, { NAME: 'n', LIST: '', PORT: '' })).toMatchObject({ LIST: [], PORT: 4000 });
  expect(() => readSettings(table, { NAME: '' })).toThrow('NAME');
});

it.each([
  ['NAME', {}],
  ['PORT', { NAME: 'n', PORT: '70000' }],
  ['PORT', { NAME: 'n', PORT: 'x' }],
  ['KIND', { NAME: 'n', KIND: 'z' }],
  ['MANY', { NAME: 'n', MANY: '0' }],
])('one sentence names %s', (name, env) => {
  expect(() => readSettings(table, env)).toThrow(SettingsError);
  expect(() => readSettings(table, env)).toThrow(name);
});
