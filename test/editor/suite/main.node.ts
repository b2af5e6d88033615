import Mocha from 'mocha';

/** Called by VS Code's extension host in a Node process. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 60_000, color: true });
  // The tests are in this bundle, so mocha has no file to load; it only puts `describe` and `it` in place.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./extension.test.ts');
  await import('./suppressions.test.ts');
  await import('./disk.test.ts');
  await import('./lintTask.test.ts');
  await import('./newDriver.test.ts');
  await import('./addSocket.test.ts');
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const passed = (runner.stats?.passes ?? 0).toString();
      console.log(`${passed} passed, ${failures} failed`);
      if (failures === 0) resolve();
      else reject(new Error(`${failures} tests failed`));
    });
  });
}
