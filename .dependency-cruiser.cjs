/**
 * The one-way arrows of ARCHITECTURE.md. Each server folder may import the folders named here and itself.
 */
const mayImport = {
  base: [],
  syntax: ['base'],
  catalogue: ['base'],
  model: ['base', 'syntax'],
  flow: ['base', 'syntax', 'model', 'catalogue'],
  rules: ['base', 'project', 'syntax', 'model', 'catalogue', 'flow'],
  analysis: ['base', 'project', 'syntax', 'model', 'catalogue', 'flow', 'rules'],
  features: ['base', 'project', 'syntax', 'model', 'catalogue', 'flow', 'rules', 'analysis'],
  project: ['base'],
  workspace: ['base', 'project', 'syntax', 'model', 'catalogue', 'flow', 'rules', 'analysis'],
  lsp: [
    'base',
    'project',
    'syntax',
    'model',
    'catalogue',
    'flow',
    'rules',
    'analysis',
    'features',
    'workspace',
  ],
  cli: ['base', 'project', 'syntax', 'model', 'catalogue', 'flow', 'rules', 'analysis', 'workspace'],
};

const layers = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-arrows`,
  comment: `server/src/${folder} may import only: ${[folder, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^server/src/${folder}/` },
  to: { path: '^(server|client)/src/', pathNot: `^server/src/(${[folder, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'rules-never-import-each-other',
      severity: 'error',
      from: { path: '^server/src/rules/([a-z-]+)\\.ts$', pathNot: '^server/src/rules/index\\.ts$' },
      to: {
        path: '^server/src/rules/[a-z-]+\\.ts$',
        pathNot: ['^server/src/rules/$1\\.ts$', '^server/src/rules/(index|ids|rule)\\.ts$'],
      },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'client-cannot-see-server',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/' },
    },
    {
      name: 'scaffold-sees-nothing',
      comment: 'Pure functions that the editor and the command line share.',
      severity: 'error',
      from: { path: '^scaffold/' },
      to: { pathNot: '^scaffold/' },
    },
    {
      name: 'only-client-and-cli-see-scaffold',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/src/cli/' },
      to: { path: '^scaffold/' },
    },
    {
      name: 'only-client-imports-vscode',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '(^|/)node_modules/@types/vscode|^vscode$|vscode-languageclient' },
    },
    {
      name: 'only-syntax-imports-tree-sitter',
      severity: 'error',
      from: { path: '^(server|client)/', pathNot: '^server/src/syntax/' },
      to: { path: 'web-tree-sitter' },
    },
    {
      name: 'only-lsp-and-features-know-the-protocol',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/src/(lsp|features)/' },
      to: { path: 'vscode-languageserver' },
    },
    {
      name: 'features-use-protocol-types-only',
      severity: 'error',
      from: { path: '^server/src/features/' },
      to: {
        path: 'vscode-languageserver/|vscode-languageserver$',
        pathNot: 'vscode-languageserver-(types|protocol|textdocument)',
      },
    },
    {
      name: 'node-only-in-node-files',
      comment: 'The same server runs in a web worker: node:* only in *.node.ts and the command line.',
      severity: 'error',
      from: { path: '^(server|client)/src/', pathNot: '\\.node\\.ts$|^server/src/cli/' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
