/** A map whose clones share its entries until one of them is changed: states are cloned far more often than written. */
export class SharedMap<K, V> {
  #entries: Map<K, V>;
  #isShared = false;

  constructor(entries: Iterable<readonly [K, V]> = []) {
    this.#entries = new Map(entries);
  }

  clone(): SharedMap<K, V> {
    const copy = new SharedMap<K, V>();
    copy.#entries = this.#entries;
    copy.#isShared = true;
    this.#isShared = true;
    return copy;
  }

  /** The two share their entries: they are equal, at no cost. */
  isSameAs(other: SharedMap<K, V>): boolean {
    return this.#entries === other.#entries;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  set(key: K, value: V): void {
    this.own();
    this.#entries.set(key, value);
  }

  delete(key: K): void {
    if (!this.#entries.has(key)) return;
    this.own();
    this.#entries.delete(key);
  }

  keys(): MapIterator<K> {
    return this.#entries.keys();
  }

  values(): MapIterator<V> {
    return this.#entries.values();
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.#entries[Symbol.iterator]();
  }

  private own(): void {
    if (!this.#isShared) return;
    this.#entries = new Map(this.#entries);
    this.#isShared = false;
  }
}
