package io.zhijing.connectors.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zhijing.connectors.wire.Fault.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Bytes to one JSON object, or why not: too large, no UTF-8, no JSON, no object. A key that stands
 * twice is a fault, but what can be read is read, so that its other faults are found as well.
 */
final class StrictJson {
  private static final int MAX_DEPTH = 20;

  private final ObjectReader strict = reader(true);
  private final ObjectReader lenient = reader(false);

  private static ObjectReader reader(boolean detectDuplicates) {
    JsonFactory factory =
        JsonFactory.builder()
            .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, detectDuplicates)
            .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build()
        .readerFor(JsonNode.class);
  }

  /**
   * The object of the bytes.
   *
   * @param bytes a record's value; null (a tombstone) is no JSON
   * @param faults takes every fault
   */
  Optional<JsonNode> object(byte[] bytes, List<Fault> faults) {
    if (bytes == null) {
      return fault(Reason.NOT_JSON, faults);
    }
    if (bytes.length > WireSchema.MAX_BYTES) {
      return fault(Reason.TOO_LARGE, faults);
    }
    if (!Utf8.isValid(bytes)) {
      return fault(Reason.NOT_UTF8, faults);
    }
    Optional<JsonNode> tree = parse(bytes, faults);
    if (tree.isEmpty()) {
      return tree;
    }
    if (tree.get().isMissingNode()) {
      return fault(Reason.NOT_JSON, faults);
    }
    return tree.get().isObject() ? tree : fault(Reason.NOT_AN_OBJECT, faults);
  }

  private static Optional<JsonNode> fault(Reason reason, List<Fault> faults) {
    faults.add(new Fault("", reason));
    return Optional.empty();
  }

  private Optional<JsonNode> parse(byte[] bytes, List<Fault> faults) {
    try {
      return Optional.of(strict.readTree(bytes));
    } catch (JsonProcessingException e) {
      return parseDespiteDuplicates(bytes, faults);
    } catch (IOException e) {
      return fault(Reason.NOT_JSON, faults);
    }
  }

  /** What strict reading refuses and lenient reading takes has a key twice. */
  private Optional<JsonNode> parseDespiteDuplicates(byte[] bytes, List<Fault> faults) {
    try {
      JsonNode tree = lenient.readTree(bytes);
      faults.add(new Fault("", Reason.DUPLICATE_KEY));
      return Optional.of(tree);
    } catch (IOException e) {
      return fault(Reason.NOT_JSON, faults);
    }
  }
}
