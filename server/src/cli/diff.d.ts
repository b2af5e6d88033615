/** What is used of the package `diff`, which brings no types in the version that mocha has as well. */
declare module 'diff' {
  export function createTwoFilesPatch(
    oldName: string,
    newName: string,
    oldText: string,
    newText: string,
    oldHeader: string,
    newHeader: string,
    options: { readonly context: number },
  ): string;
}
