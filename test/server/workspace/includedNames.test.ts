import { expect, it } from 'vitest';
import { allIncludedNames } from '../../../server/src/workspace/includes.ts';
import { testParser } from '../../support/parser.ts';

it('follows headers that were read, by the last part of their names, also in a circle', async () => {
  const parser = await testParser();
  const header = (uri: string, text: string) => ({ uri, file: parser.parse(text, 'c') });
  const headers = [
    header('file:///d/inc/Driver.h', '#include "net/sockets.h"\n'),
    header('file:///d/inc/net/sockets.h', '#include <wsk.h>\n#include "../driver.h"\n'),
    header('file:///d/inc/other.h', '#include <ntifs.h>\n'),
  ];
  const names = allIncludedNames(parser.parse('#include "driver.h"\n#include <missing.h>\n', 'c'), headers);
  expect([...names]).toEqual(['driver.h', 'missing.h', 'sockets.h', 'wsk.h']);
});
