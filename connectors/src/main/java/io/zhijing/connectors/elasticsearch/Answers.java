package io.zhijing.connectors.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits for the job's answer to what it was told: a document of the audit trail. */
public final class Answers {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long POLL_MILLIS = 200;

  private Answers() {}

  /**
   * What was asked.
   *
   * @param answerId id of the document that will hold the answer
   * @param at when Kafka took the question, epoch milliseconds
   */
  public record Asked(String answerId, long at) {}

  /**
   * The job's answer.
   *
   * @param outcome its code
   * @param revision of the warning or the rules, 0 if there is none
   * @param note more in words, may be empty
   */
  public record Given(String outcome, int revision, String note) {}

  /** The answer; empty if none came in time. */
  public static Optional<Given> await(
      DocumentReader reader, String prefix, Asked asked, Duration patience)
      throws InterruptedException {
    LocalDate day = Instant.ofEpochMilli(asked.at()).atZone(ZoneOffset.UTC).toLocalDate();
    String month = DocumentKind.AUDIT.monthly(prefix, day);
    long deadline = System.nanoTime() + patience.toNanos();
    do {
      Optional<byte[]> source = source(reader, month, asked.answerId());
      if (source.isPresent()) {
        return source.map(Answers::given);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } while (System.nanoTime() < deadline);
    return Optional.empty();
  }

  /**
   * The document, if it can be read now: a month's first one has an index that is still starting.
   */
  private static Optional<byte[]> source(DocumentReader reader, String index, String id) {
    try {
      return reader.source(index, id);
    } catch (UncheckedIOException notYet) {
      return Optional.empty();
    }
  }

  private static Given given(byte[] source) {
    try {
      JsonNode json = MAPPER.readTree(source);
      return new Given(
          json.path("reason").asText(), json.path("revision").asInt(), json.path("note").asText());
    } catch (IOException e) {
      throw new UncheckedIOException("Elasticsearch holds an answer that is no JSON", e);
    }
  }
}
