package io.zhijing.jobs.reconcile;

import java.util.BitSet;

/**
 * Marks of what is kept for later, so that state is asked only where there may be something: a
 * filter as of B. H. Bloom, Space/time trade-offs in hash coding with allowable errors, CACM 13
 * (1970), with one hash. Says too often that there is something, never too rarely. Not thread-safe.
 */
final class KeptMarks {
  private static final int BITS = 1 << 22;

  private final BitSet marks = new BitSet(BITS);
  private boolean isEmpty = true;

  void add(long due, String key) {
    marks.set(place(due, key));
    isEmpty = false;
  }

  boolean mayHave(long due, String key) {
    return !isEmpty && marks.get(place(due, key));
  }

  boolean isEmpty() {
    return isEmpty;
  }

  /** Nothing is kept any more. */
  void clear() {
    if (!isEmpty) {
      marks.clear();
      isEmpty = true;
    }
  }

  private static int place(long due, String key) {
    int hash = 31 * key.hashCode() + Long.hashCode(due);
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    hash ^= hash >>> 13;
    return hash & (BITS - 1);
  }
}
