import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameFault } from '../../scaffold/src/driverName.ts';
import { formsOf, wordsOf } from '../../scaffold/src/nameForms.ts';
import { poolTagOf, reversed } from '../../scaffold/src/poolTag.ts';

describe('the name of a driver', () => {
  it.each(['NetMonitor', 'net_monitor', 'netmonitor', 'TCPProbe', 'Abc', 'X2Y', 'Echo7', 'A'.repeat(31)])(
    'may be %s',
    (name) => {
      expect(nameFault(name)).toBeUndefined();
    },
  );

  it.each([
    ['', /^Type a name/],
    ['Net Monitor', /no spaces/],
    [' NetMonitor', /no spaces/],
    ['Net\tMonitor\n', /no spaces/],
    ['"NetMonitor"', /quotation marks/],
    ["Net'Monitor", /quotation marks/],
    ['../NetMonitor', /not a path/],
    ['C:\\NetMonitor', /not a path/],
    ['..', /not a path/],
    ['Überwacher', /"Ü" \(U\+00DC\)/],
    ['监视器', /"监" \(U\+76D1\)/],
    ['Net\u202eMonitor', /underscores; U\+202E is none/],
    ['Net\u0000Monitor', /; U\+0000 is none/],
    ['Net😀', /"😀" \(U\+1F600\)/],
    ['Net-Monitor', /"-" \(U\+002D\)/],
    ['$(Name)', /"\$"/],
    ['2Net', /begins with a letter/],
    ['_Net', /underscore/],
    ['Net__Monitor', /underscore/],
    ['Net_', /underscore/],
    ['Io', /at least 3/],
    ['N'.repeat(300), /at most 31 characters; this one has 300/],
    ['class', /keyword/],
    ['Static', /keyword/],
    ['StaticAssert', /keyword/],
    ['CON', /device in Windows/],
    ['Lpt1', /device in Windows/],
    ['tcpip', /Windows has a driver or service "tcpip" already/],
    ['AFD', /Windows has/],
    ['TcpIp', /Windows has/],
    ['NetIO', /Windows has/],
    ['Wsk', /prefix of routines/],
    ['Ntstatus', /means something else/],
    ['DriverEntry', /means something else/],
    ['install', /CMake/],
    ['AllBuild', /CMake/],
  ])('cannot be %j', (name, message) => {
    expect(nameFault(name)).toMatch(message);
  });

  it('is an identifier of C whenever it is accepted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        if (nameFault(name) === undefined) expect(name).toMatch(/^[A-Za-z]\w{2,30}$/);
      }),
    );
  });
});

describe('the forms of a name', () => {
  it.each([
    ['TcpEchoServer', ['tcp', 'echo', 'server']],
    ['tcp-echo-server', ['tcp', 'echo', 'server']],
    ['TCP_ECHO_SERVER', ['tcp', 'echo', 'server']],
    ['TCPEcho', ['tcp', 'echo']],
    ['Ipv6Echo2', ['ipv6', 'echo2']],
    ['X2Y', ['x2', 'y']],
  ])('%s has words', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  it('are six', () => {
    expect(formsOf('tcp_echo')).toEqual({
      pascal: 'TcpEcho',
      camel: 'tcpEcho',
      upper: 'TCP_ECHO',
      snake: 'tcp_echo',
      kebab: 'tcp-echo',
      lower: 'tcpecho',
    });
  });
});

describe('the pool tag of a name', () => {
  it.each([
    ['TcpEchoServer', 'TcES'],
    ['NetMonitor', 'NeMo'],
    ['heartbeat', 'HeaR'],
    ['a_long_name_with_words', 'ALNW'],
    ['X2Y', 'X2Y_'],
    ['Abc', 'Abc_'],
  ])('%s: %s', (name, tag) => {
    expect(poolTagOf(name)).toBe(tag);
  });

  it('has four characters for every name that is accepted', () => {
    fc.assert(
      fc.property(driverNames(), (name) => {
        expect(poolTagOf(name)).toMatch(/^[A-Z]\w{3}$/);
        expect(reversed(reversed(poolTagOf(name)))).toBe(poolTagOf(name));
      }),
    );
  });
});

function driverNames() {
  return fc.stringMatching(/^[A-Za-z]\w{2,30}$/).filter((name) => nameFault(name) === undefined);
}
