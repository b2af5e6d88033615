import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/editor/**', 'test/samples/**'],
          // A test says what has to be so, not how fast: a busy machine fails none.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // The sample drivers, built with mingw-w64, checked with clang, loaded in Wine.
        test: {
          name: 'samples',
          include: ['test/samples/*.test.ts'],
          globalSetup: 'test/samples/support/setup.ts',
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        // The packaged extension in VS Code's window; needs Chromium and the VS Code server.
        test: {
          name: 'window',
          include: ['test/editor/window/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
