/** Editors and disks write the URI of one file in several ways: two of one file compare equal as keys. */
export function keyOf(uri: string): string {
  try {
    return decodeURIComponent(uri).toLowerCase();
  } catch {
    return uri.toLowerCase();
  }
}
