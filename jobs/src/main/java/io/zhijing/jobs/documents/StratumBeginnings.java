package io.zhijing.jobs.documents;

import io.zhijing.detection.model.Stratum;
import java.util.HashMap;
import java.util.Map;

/**
 * What documents about a stratum begin with: its nodes and their names, which are most of a
 * document and the same every day. As many are remembered as fit. Not thread-safe.
 */
final class StratumBeginnings {
  private static final int MOST_REMEMBERED = 20_000;

  private final StratumFields fields;
  private final Map<String, byte[]> remembered = new HashMap<>();

  StratumBeginnings(StratumFields fields) {
    this.fields = fields;
  }

  /** The beginning of documents about the stratum of a key; not to be changed. */
  byte[] of(String key) {
    byte[] known = remembered.get(key);
    if (known == null) {
      known = fields.beginning(Stratum.parse(key)).bytes();
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.put(key, known);
    }
    return known;
  }
}
