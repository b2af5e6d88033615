import { readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { readMsBuildProject } from './server/src/project/msbuildProject.ts';
import { missingLibrary, driverConfigurations } from './server/src/project/libraries.ts';
for (const p of process.argv.slice(2)) {
  const main = { uri: pathToFileURL(p).href, text: readFileSync(p,'utf8').replace(/^\uFEFF/,'') };
  const m = readMsBuildProject(main, []);
  if ('reason' in m) { console.log(p, m.reason); continue; }
  console.log(p, m.isComplete, m.configurations.map(c=>c.name+':'+c.settings('ConfigurationType').map(s=>s.value)+':'+c.settings('Link.AdditionalDependencies').map(s=>s.value)));
  console.log(missingLibrary({main,target:undefined,others:[],namedLibraries:new Set()},'netio'));
}
