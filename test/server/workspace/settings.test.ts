import { describe, expect, it } from 'vitest';
import { defaultSettings, readSettings } from '../../../server/src/workspace/settings.ts';

describe('readSettings', () => {
  it.each([undefined, null, {}, 'wsk', 3, []])('gives the defaults for %j', (section) => {
    expect(readSettings(section)).toEqual({ settings: defaultSettings, problems: [] });
  });

  it('reads every setting', () => {
    const section = {
      diagnostics: { enable: false },
      hover: { enable: false },
      codeActions: { enable: false },
      documentSymbols: { enable: false },
      goTo: { enable: false },
      callHierarchy: { enable: true },
      semanticTokens: { enable: false },
      completion: { enable: false },
      signatureHelp: { enable: false },
      inlayHints: { parameterNames: true, irql: true, irp: true },
      scope: 'workspace',
      maxFileSize: 0.5,
      rules: { 'registration-leak': 'off', 'registered-twice': 'hint' },
    };
    expect(readSettings(section)).toEqual({
      settings: {
        diagnostics: false,
        hover: false,
        codeActions: false,
        documentSymbols: false,
        goTo: false,
        callHierarchy: true,
        semanticTokens: false,
        completion: false,
        signatureHelp: false,
        inlayHints: { parameterNames: true, irql: true, irp: true },
        scope: 'workspace',
        maxFileSize: 512 * 1024,
        severities: new Map([
          ['registration-leak', 'off'],
          ['registered-twice', 'hint'],
        ]),
      },
      problems: [],
    });
  });

  it('says what is wrong and what it does instead', () => {
    const section = {
      diagnostics: { enable: 'yes' },
      callHierarchy: { enable: 'on' },
      inlayHints: { irql: 1 },
      maxFileSize: -1,
      rules: { 'registration-leak': 'fatal', 'no-such-rule': 'off', 'registered-twice': 'off' },
    };
    const { settings, problems } = readSettings(section);
    expect(settings).toEqual({ ...defaultSettings, severities: new Map([['registered-twice', 'off']]) });
    expect(problems).toEqual([
      'wsk.diagnostics.enable must be true or false, but is "yes"; true is used.',
      'wsk.callHierarchy.enable must be true, false or "auto", but is "on"; "auto" is used.',
      'wsk.inlayHints.irql must be true or false, but is 1; false is used.',
      'wsk.maxFileSize must be a number of megabytes above 0, but is -1; 2 is used.',
      'wsk.rules: "registration-leak" must be one of error, warning, info, hint, off, but is "fatal"; ' +
        'the rule keeps its own severity.',
      'wsk.rules names "no-such-rule", but there is no such rule; the entry is ignored.',
    ]);
  });

  it('reports a rule map that is no map', () => {
    expect(readSettings({ rules: ['registration-leak'] }).problems).toEqual([
      'wsk.rules must map rule names to severities, but is ["registration-leak"]; it is ignored.',
    ]);
  });
});
