package io.zhijing.connectors.elasticsearch;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * One document to be written whole: bytes built once, an id and a version that are the same in
 * every replay. The highest version wins whatever the order of arrival, so writing one twice, or
 * late, changes nothing. Equality is by content.
 *
 * @param index full name of the concrete index, never an alias pattern
 * @param id deterministic document id
 * @param version external version, never negative; equal versions overwrite each other
 * @param json the source in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time; copying each would cost the sink
public record Document(String index, String id, long version, byte[] json) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Refuses what Elasticsearch would answer by refusing all its neighbours in the request. */
  public Document {
    Objects.requireNonNull(json, "json");
    if (index == null || index.isBlank()) {
      throw new IllegalArgumentException("a document needs an index");
    }
    if (id == null || id.isEmpty()) {
      throw new IllegalArgumentException("a document for " + index + " needs an id");
    }
    if (version < 0) {
      throw new IllegalArgumentException("negative version " + version + " for " + index);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Document that
        && version == that.version
        && index.equals(that.index)
        && id.equals(that.id)
        && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, id, version, Arrays.hashCode(json));
  }

  /** Says the size, never the body. */
  @Override
  public String toString() {
    return index + "/" + id + "@" + version + " (" + json.length + " bytes)";
  }
}
