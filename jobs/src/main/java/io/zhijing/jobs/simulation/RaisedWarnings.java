package io.zhijing.jobs.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.simulation.Scorecard.Raised;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What of the documents of warnings is scored. */
public final class RaisedWarnings {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RaisedWarnings() {}

  /**
   * Reads documents.
   *
   * @param documents as the pipeline writes them, UTF-8
   */
  public static List<Raised> of(Collection<byte[]> documents) {
    List<Raised> raised = new ArrayList<>();
    for (byte[] document : documents) {
      try {
        JsonNode warning = MAPPER.readTree(document);
        raised.add(
            new Raised(
                warning.path("warning_id").asText(),
                Stratum.parse(warning.path("stratum").asText()),
                LocalDate.parse(warning.path("raised_on").asText())));
      } catch (IOException e) {
        throw new UncheckedIOException("a warning is no JSON", e);
      }
    }
    return raised;
  }
}
