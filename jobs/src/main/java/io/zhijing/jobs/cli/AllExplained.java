package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentIds;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.dashboards.explain.Explanation;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Whether the numbers of all warnings come out of the stored counts again. Once a later warning of
 * the same subject has come, corrections go to that one; an earlier one keeps the numbers that it
 * had, and what was judged anew of its day since may say otherwise.
 *
 * @param stored the document of an index and an id; empty if there is none
 * @param prefix what the indices' names begin with
 * @param explained a warning explained; empty if it has no evidence any more
 * @param text where it is told
 */
record AllExplained(
    BiFunction<String, String, Optional<byte[]>> stored,
    String prefix,
    Function<JsonNode, Optional<Explanation>> explained,
    ExplanationText text) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Tells it.
   *
   * @param documents of all warnings
   * @param isBrief whether only those that do not come out are told one by one
   * @return whether all come out that have to
   */
  boolean tell(Collection<byte[]> documents, boolean isBrief) throws IOException {
    List<JsonNode> warnings = new ArrayList<>();
    for (byte[] document : documents) {
      warnings.add(MAPPER.readTree(document));
    }
    Map<String, String> latest = latest(warnings);
    int told = 0;
    int different = 0;
    int replaced = 0;
    for (JsonNode warning : warnings) {
      Optional<Explanation> explanation = explained.apply(warning);
      if (explanation.isEmpty()) {
        continue;
      }
      boolean isExact = explanation.get().isExact();
      boolean isLatest = raised(warning).equals(latest.get(subject(warning)));
      if (!isExact && !isLatest && isJudgedSince(warning, explanation.get())) {
        replaced++;
        text.replaced(explanation.get());
        continue;
      }
      told++;
      different += isExact ? 0 : 1;
      if (!isExact || !isBrief) {
        text.line(explanation.get());
      }
    }
    text.summary(told, different);
    return different == 0 && (told > 0 || replaced == 0);
  }

  /** Whether the day was judged anew after the last that the warning says. */
  private boolean isJudgedSince(JsonNode warning, Explanation explanation) throws IOException {
    LocalDate day = LocalDate.ofEpochDay(explanation.day());
    Optional<byte[]> counts =
        stored.apply(
            DocumentKind.COUNTS.monthly(prefix, day),
            DocumentIds.shortened(explanation.stratum().key() + "@" + day));
    return counts.isPresent() && asOf(MAPPER.readTree(counts.get())).isAfter(asOf(warning));
  }

  private static Instant asOf(JsonNode document) {
    return Instant.parse(document.path("as_of").asText());
  }

  /** When the latest warning of each subject was raised. */
  static Map<String, String> latest(Collection<JsonNode> warnings) {
    Map<String, String> latest = new HashMap<>();
    for (JsonNode warning : warnings) {
      latest.merge(
          subject(warning),
          raised(warning),
          (one, other) -> one.compareTo(other) > 0 ? one : other);
    }
    return latest;
  }

  private static String subject(JsonNode warning) {
    String id = warning.path("warning_id").asText();
    return id.substring(0, id.lastIndexOf('@'));
  }

  /** Instants in one form, so that the later is the greater text. */
  private static String raised(JsonNode warning) {
    return warning.path("raised_at").asText();
  }
}
