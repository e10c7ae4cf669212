package io.zhijing.dashboards.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.detection.model.CountSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** The counts that Elasticsearch holds of a stratum. */
final class StoredCounts {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final DocumentReader reader;
  private final String index;

  StoredCounts(DocumentReader reader, String prefix) {
    this.reader = reader;
    this.index = DocumentKind.COUNTS.alias(prefix);
  }

  /**
   * A stratum's history.
   *
   * @param series its counts by day
   * @param signalDays those on which it stood out
   */
  record History(CountSeries series, int[] signalDays) {
    int[] signalsBefore(int day) {
      return java.util.Arrays.stream(signalDays).filter(each -> each < day).toArray();
    }
  }

  History of(String stratum) {
    TreeMap<Integer, JsonNode> days = new TreeMap<>();
    for (byte[] source : reader.sources(index, Map.of("stratum", stratum)).values()) {
      JsonNode each = read(source);
      days.put((int) LocalDate.parse(each.path("day").asText()).toEpochDay(), each);
    }
    CountSeries series = new CountSeries();
    days.forEach(
        (day, each) ->
            series.put(
                day,
                each.path("trials").asLong(),
                each.path("observed").asLong(),
                each.path("mix_expected_millionths").asLong()));
    return new History(
        series,
        days.entrySet().stream()
            .filter(each -> each.getValue().path("signal").asBoolean())
            .mapToInt(Map.Entry::getKey)
            .toArray());
  }

  private static JsonNode read(byte[] source) {
    try {
      return MAPPER.readTree(source);
    } catch (IOException e) {
      throw new UncheckedIOException("Elasticsearch holds counts that are no JSON", e);
    }
  }
}
