/** `npm run package:cli`: packs wsk-lint for npm into wsk-lint-<version>.tgz; its folder stays in dist/npm/. */
import { execSync } from 'node:child_process';
import { npmPackageFolder, writeNpmPackage } from './npmPackage.ts';
import { projectRoot } from './places.ts';

writeNpmPackage();
execSync(`npm pack --silent --pack-destination "${projectRoot}"`, {
  cwd: npmPackageFolder,
  stdio: 'inherit',
});
