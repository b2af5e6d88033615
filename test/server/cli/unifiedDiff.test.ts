import { expect, test } from 'vitest';
import { parseUnifiedDiff } from '../../../server/src/cli/unifiedDiff.ts';

test('reads the lines that are there now', () => {
  const diff = [
    'diff --git a/src/a.c b/src/a.c',
    '--- a/src/a.c',
    '+++ b/src/a.c',
    '@@ -3 +3,2 @@ NTSTATUS Start(VOID)',
    '-    old',
    '+    new',
    '+    newer',
    '@@ -10,2 +11,0 @@',
    '--- b/no/header.c',
    '-gone',
    'diff --git a/gone.c b/gone.c',
    '--- a/gone.c',
    '+++ /dev/null',
    '@@ -1 +0,0 @@',
    '-int x;',
    '\\ No newline at end of file',
    'diff --git "a/t\\303\\244b\\t.c" "b/t\\303\\244b\\t.c"',
    '--- "a/x\\t.c"',
    '+++ "b/x\\t.c"',
    '@@ -0,0 +1,2 @@',
    '+++ b/trap.c',
    '+@@ -1 +1 @@',
  ].join('\n');
  expect([...parseUnifiedDiff(diff)]).toEqual([
    [
      'src/a.c',
      [
        { first: 3, last: 4 },
        { first: 11, last: 12 },
      ],
    ],
    ['x\t.c', [{ first: 1, last: 2 }]],
  ]);
});
