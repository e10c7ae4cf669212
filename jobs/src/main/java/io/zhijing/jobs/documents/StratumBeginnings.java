package io.zhijing.jobs.documents;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Stratum;
import java.util.HashMap;
import java.util.Map;

/**
 * What documents about a stratum begin with: its nodes and their names, which are most of a
 * document and the same every day. As many are remembered as fit; firms apart, for there are so
 * many that the others would be forgotten for them. Not thread-safe.
 */
final class StratumBeginnings {
  private static final String OF_FIRM = Dimension.ENTERPRISE.code() + "=";
  private static final int MOST_REMEMBERED = 20_000;

  private final StratumFields fields;
  private final Map<String, byte[]> ofFirms = new HashMap<>();
  private final Map<String, byte[]> ofOthers = new HashMap<>();

  StratumBeginnings(StratumFields fields) {
    this.fields = fields;
  }

  /** The beginning of documents about the stratum of a key; not to be changed. */
  byte[] of(String key) {
    Map<String, byte[]> remembered = key.contains(OF_FIRM) ? ofFirms : ofOthers;
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
