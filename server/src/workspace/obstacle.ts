import { formatBytes } from './fileSize.ts';

/**
 * Why a text is not analysed, undefined when it is: a clause for messages, "it is 12.3 MB, larger than ...".
 * @param maxFileSize in characters, as in `Settings`.
 */
export function obstacle(text: string, maxFileSize: number): string | undefined {
  if (text.length > maxFileSize) {
    return `it is ${formatBytes(text.length)}, larger than wsk.maxFileSize (${formatBytes(maxFileSize)})`;
  }
  return text.includes('\0') ? 'it is binary (it contains NUL characters)' : undefined;
}
