/** Called by VS Code's extension host in a web worker. */
import 'mocha/mocha.js';

export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 60_000, reporter: 'spec', color: false });
  await import('./extension.test.ts');
  await import('./suppressions.test.ts');
  await import('./noDisk.test.ts');
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
