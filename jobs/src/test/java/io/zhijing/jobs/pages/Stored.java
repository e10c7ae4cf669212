package io.zhijing.jobs.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Warnings as they are stored: which pages there are to look at. */
final class Stored {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, JsonNode> warnings = new TreeMap<>();

  Stored(Map<String, String> documents) throws IOException {
    for (String source : documents.values()) {
      JsonNode warning = MAPPER.readTree(source);
      warnings.put(warning.path("warning_id").asText(), warning);
    }
  }

  /** One of each stream and scope, as they stand in addresses; an inspection first. */
  List<String> oneOfEachKind() {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (String first : List.of("inspection", "")) {
      warnings.forEach(
          (id, warning) -> {
            String stream = warning.path("stream").asText();
            if (stream.startsWith(first)) {
              kinds.putIfAbsent(stream + warning.path("scope").asText(), encoded(id));
            }
          });
    }
    return List.copyOf(kinds.values());
  }

  /** A stratum of a stream that was warned of, as it stands in addresses. */
  String stratum(String stream) {
    return warnings.values().stream()
        .filter(warning -> warning.path("stream").asText().equals(stream))
        .map(warning -> encoded(warning.path("stratum").asText()))
        .findFirst()
        .orElseThrow();
  }

  /** The one that ended last, as it stands in addresses. */
  String closed() {
    return closed(0);
  }

  /** Those that ended before it, by number. */
  String closed(int number) {
    List<String> closed =
        warnings.values().stream()
            .filter(
                warning ->
                    warning.path("status").asText().equals("closed")
                        && warning.path("stream").asText().equals("inspection")
                        && warning.path("scope").asText().equals("regional")
                        && isLatest(warning))
            .sorted(Comparator.comparing(warning -> warning.path("closed_on").asText()))
            .map(warning -> encoded(warning.path("warning_id").asText()))
            .toList();
    return closed.get(closed.size() - 1 - number);
  }

  /** Only the latest warning of a stratum can be opened again. */
  private boolean isLatest(JsonNode warning) {
    return warnings.values().stream()
        .filter(other -> other.path("stratum").equals(warning.path("stratum")))
        .noneMatch(
            other ->
                other.path("raised_on").asText().compareTo(warning.path("raised_on").asText()) > 0);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
