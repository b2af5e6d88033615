const units = ['bytes', 'KB', 'MB', 'GB'];

/** A size for people: "812 bytes", "12.3 MB" (1 KB is 1024 bytes). */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number(value.toFixed(1))} ${units[unit] ?? ''}`;
}
