/** What `--init` writes: nothing is set, and every key is there to be filled in. */
export const configTemplate = `{
  // Configuration of wsk-lint and of the WSK extension for this folder and those below. The keys are described in
  // https://github.com/wsk-driver-tools/wsk-driver-tools/blob/main/docs/configuration.md

  // Severity of single rules: error, warning, info, hint or off. "wsk-lint --list-rules" lists them.
  "rules": {
    // "client-dispatch-version": "error",
  },

  // Files and folders to leave out, as lines of a .gitignore.
  "exclude": [
    // "generated/",
  ],

  // Findings that are accepted for now. "wsk-lint --baseline write" writes the file.
  // "baseline": "wsk-baseline.json",
}
`;
