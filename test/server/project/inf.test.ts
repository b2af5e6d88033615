import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInf } from '../../../server/src/project/inf.ts';
import { servicesOf } from '../../../server/src/project/services.ts';
import { decode } from '../../../server/src/workspace/decode.ts';

const text = [
  '; Installs Echo.',
  '[Version]',
  'Signature="$WINDOWS NT$" ; a comment',
  '',
  '[ Install.NTamd64.10.0...17763.Services ]',
  '; no line goes on in a comment \\',
  'AddService = %Name%, 0x2, \\',
  '  "Echo_Service"',
  '[Echo_Service]',
  'StartType = %SERVICE_BOOT_START%',
  'ServiceBinary = %13%\\echo.sys',
  '[strings]',
  'Name = "Echo ""driver"""',
  'SERVICE_BOOT_START = 0x0',
  'Percent = 100%%',
].join('\r\n');

test('sections have their names, decorations and entries, with strings put in place', () => {
  const inf = readInf(text);
  expect(inf.sections.map(({ name }) => name)).toEqual([
    'Version',
    'Install.NTamd64.10.0...17763.Services',
    'Echo_Service',
    'strings',
  ]);
  const [add] = inf.named('install.ntAMD64.10.0...17763.services')[0]?.entries ?? [];
  expect(add?.key).toBe('AddService');
  expect(add?.values.map(({ value }) => value)).toEqual(['Echo "driver"', '0x2', 'Echo_Service']);
  expect(inf.named('Strings')[0]?.entries.at(-1)?.values[0]?.value).toBe('100%');
});

test('values have the places of what is written', () => {
  const values = readInf(text)
    .sections.flatMap(({ entries }) => entries)
    .flatMap((entry) => entry.values)
    .map(({ span }) => text.slice(span.start, span.end));
  expect(values).toEqual([
    '$WINDOWS NT$',
    '%Name%',
    '0x2',
    'Echo_Service',
    '%SERVICE_BOOT_START%',
    '%13%\\echo.sys',
    'Echo ""driver""',
    '0x0',
    '100%%',
  ]);
});

test('services have their start and their file', () => {
  const [service] = servicesOf(readInf(text));
  expect(service?.name).toBe('Echo "driver"');
  expect(service?.binary).toBe('echo.sys');
  expect(service?.start?.type).toBe(0);
});

describe('an INF is read', () => {
  const bytes = {
    'UTF-16 with a mark': Buffer.from(`\uFEFF${text}`, 'utf16le'),
    'UTF-16 without one': Buffer.from(text, 'utf16le'),
    'UTF-8 with a mark': Buffer.from(`\uFEFF${text}`, 'utf8'),
    ANSI: Buffer.from(text.replace('Echo "', 'Ech\xf6 "'), 'latin1'),
  };
  test.each(Object.entries(bytes))('in %s', (_, encoded) => {
    const decoded = decode(encoded);
    if (decoded.kind !== 'text') throw new Error(decoded.detail);
    expect(servicesOf(readInf(decoded.text)).map(({ start }) => start?.type)).toEqual([0]);
  });

  test('with line endings of any kind', () => {
    for (const ending of ['\n', '\r', '\r\n'])
      expect(servicesOf(readInf(text.replaceAll('\r\n', ending)))[0]?.start?.type).toBe(0);
  });
});

describe('a text that is made to take long', () => {
  test.each(['[', '%', '"', '\\\r\n', '=', ',', ';', ' ', '[a]\r\n', '%a%', 'a=%a%\r\n'])(
    '%j many times',
    (piece) => {
      expect(readInf(piece.repeat(50_000)).sections.length).toBeLessThanOrEqual(50_000);
    },
  );

  test('strings that hold each other', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `s${index} = %s${index + 1}%%s${index + 1}%`);
    const inf = readInf(`[Strings]\n${lines.join('\n')}\n[x]\ny = %s0%`);
    expect(inf.named('x')[0]?.entries[0]?.values[0]?.value).toBe('%s1%%s1%');
  });
});

test('any text gives an answer', () => {
  const piece = fc.constantFrom('[', ']', 'a', '=', ',', '"', '%', ';', '\\', '\r\n', '\n', ' ', '\t');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const whole = pieces.join('');
      for (const { entries } of readInf(whole).sections)
        for (const { values } of entries)
          for (const { span } of values) {
            expect(span.end).toBeGreaterThanOrEqual(span.start);
            expect(span.end).toBeLessThanOrEqual(whole.length);
          }
    }),
  );
});
