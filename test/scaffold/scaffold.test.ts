import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameFault } from '../../scaffold/src/driverName.ts';
import { formsOf } from '../../scaffold/src/nameForms.ts';
import type { ProjectFile, Sample } from '../../scaffold/src/sample.ts';
import { nameConflict, scaffold } from '../../scaffold/src/scaffold.ts';

const projectGuid = '3B7A1E52-9C4D-4F60-8A1B-2C3D4E5F6071';
const filterGuid = 'a0b1c2d3-e4f5-4607-8899-aabbccddeeff';
const languageGuid = '8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942';

const sample: Sample = {
  name: 'ping-pong',
  summary: 'for tests',
  model: 'WDM',
  files: [
    {
      path: 'driver.c',
      text: [
        "#define DRIVER_TAG 'gPiP'\r",
        "#define LIST_TAG 'lPiP'\r",
        '#define PING_PONG_SIZE 3\r',
        'static NTSTATUS PingPongStart(PPING_PONG pingPongState, int ping_pong_count);\r',
        'LOG("PingPong: xPingPong"); ExFreePoolWithTag(p, \'gPiP\');\r',
        'int Other; int OTHER_SIZE;\r',
      ].join('\n'),
    },
    {
      path: 'ping-pong.vcxproj',
      text: `\ufeff<ProjectGuid>{${projectGuid}}</ProjectGuid><Kind>{${languageGuid}}</Kind><RootNamespace>PingPong</RootNamespace>`,
    },
    { path: 'ping-pong.vcxproj.filters', text: `<UniqueIdentifier>{${filterGuid}}</UniqueIdentifier>` },
    {
      path: 'PingPong.sln',
      text: `Project("{${languageGuid}}") = "ping-pong", "ping-pong.vcxproj", "{${projectGuid}}" {${projectGuid.toLowerCase()}}`,
    },
    { path: 'pingpong/readme.md', text: '!poolused 4 PiPg, PiPl; sc start PingPong. A ping and a pong.' },
  ],
};

function newGuids(): () => string {
  let count = 0;
  return () => `00000000-0000-4000-8000-${(++count).toString(16).padStart(11, '0')}f`;
}

function textOf(files: readonly ProjectFile[], path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`no ${path} in ${files.map((other) => other.path).join(', ')}`);
  return file.text;
}

const names = fc
  .stringMatching(/^[A-Za-z]\w{2,30}$/)
  .filter((name) => nameFault(name) === undefined && nameConflict(sample, name) === undefined);

describe('a driver made of a sample', () => {
  const files = scaffold(sample, 'net_echo', newGuids());

  it('has its name in files and folders', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'driver.c',
      'net-echo.vcxproj',
      'net-echo.vcxproj.filters',
      'net_echo.sln',
      'netecho/readme.md',
    ]);
  });

  it('has its name in identifiers, and tags of its own; line endings stay', () => {
    expect(textOf(files, 'driver.c')).toBe(
      [
        "#define DRIVER_TAG 'cEeN'\r",
        "#define LIST_TAG '1EeN'\r",
        '#define NET_ECHO_SIZE 3\r',
        'static NTSTATUS NetEchoStart(PNET_ECHO netEchoState, int net_echo_count);\r',
        'LOG("net_echo: xNetEcho"); ExFreePoolWithTag(p, \'cEeN\');\r',
        'int Other; int OTHER_SIZE;\r',
      ].join('\n'),
    );
    expect(textOf(files, 'netecho/readme.md')).toBe(
      '!poolused 4 NeEc, NeE1; sc start net_echo. A ping and a pong.',
    );
  });

  it('has fresh GUIDs where they are its own, the same one in all files', () => {
    const [project, filter] = [newGuids()(), '00000000-0000-4000-8000-00000000002f'];
    expect(textOf(files, 'net-echo.vcxproj')).toBe(
      `\ufeff<ProjectGuid>{${project.toUpperCase()}}</ProjectGuid><Kind>{${languageGuid}}</Kind><RootNamespace>net_echo</RootNamespace>`,
    );
    expect(textOf(files, 'net-echo.vcxproj.filters')).toContain(filter);
    expect(textOf(files, 'net_echo.sln')).toBe(
      `Project("{${languageGuid}}") = "net-echo", "net-echo.vcxproj", "{${project.toUpperCase()}}" {${project}}`,
    );
  });
});

describe('renaming', () => {
  it('leaves no trace of the sample, and loses nothing', () => {
    fc.assert(
      fc.property(names, (name) => {
        const all = scaffold(sample, name, newGuids());
        const ownForms = Object.values(formsOf(name));
        for (const { path, text } of all) {
          for (const form of Object.values(formsOf(sample.name))) {
            const isInName = [...ownForms, name].some((own) => own.includes(form));
            if (!isInName) expect(path + text).not.toContain(form);
          }
          for (const own of ['gPiP', 'PiPg', projectGuid, filterGuid])
            expect(text.toLowerCase()).not.toContain(own.toLowerCase());
        }
        expect(new Set(all.map(({ path }) => path.toLowerCase())).size).toBe(sample.files.length);
      }),
    );
  });

  it('can be taken back: two identifiers never become one', () => {
    const pascalNames = names.filter((name) => formsOf(name).pascal === name && /[a-z]/.test(name));
    fc.assert(
      fc.property(pascalNames, (name) => {
        const identifiers = new Set(sample.files[0]?.text.match(/\b[A-Za-z_]\w*/g));
        const renamed = scaffold(
          { ...sample, files: [...identifiers].map((path) => ({ path, text: '' })) },
          name,
          newGuids(),
        );
        expect(new Set(renamed.map(({ path }) => path)).size).toBe(identifiers.size);
      }),
    );
  });

  it('to the name that it has changes nothing but tags and GUIDs', () => {
    const { files } = sample;
    const bare = files.map(({ path, text }) => ({
      path,
      text: text.replace(/'.PiP'|PiP\w|\{[\w-]{36}\}/g, ''),
    }));
    expect(scaffold({ ...sample, files: bare }, 'PingPong', newGuids())).toEqual(bare);
  });

  it('done twice is the same as done once with the last name', () => {
    fc.assert(
      fc.property(names, (name) => {
        const between = scaffold(sample, 'MarcoPolo', newGuids());
        const twice = scaffold({ ...sample, name: 'marco-polo', files: between }, name, newGuids());
        expect(twice).toEqual(scaffold(sample, name, newGuids()));
      }),
    );
  });
});

describe('a name that the sample uses for something else', () => {
  it('is refused with the place', () => {
    expect(nameConflict(sample, 'Other')).toBe(
      'The sample calls something else "OTHER_SIZE" (driver.c). Choose another name.',
    );
  });
  it('is refused when a file has it', () => {
    const files = [...sample.files, { path: 'Net_Echo.SLN', text: '' }];
    expect(nameConflict({ ...sample, files }, 'net_echo')).toMatch(/has a file of that name already/);
  });
  it('is accepted when it is only a part', () => {
    expect(nameConflict(sample, 'OtherThing')).toBeUndefined();
  });
});
