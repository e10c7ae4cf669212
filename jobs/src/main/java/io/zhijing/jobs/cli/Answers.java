package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits for the job's answer to what it was told. */
final class Answers {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long POLL_MILLIS = 200;

  private Answers() {}

  /**
   * What was asked.
   *
   * @param answerId id of the document that will hold the answer
   * @param at when it was asked, epoch milliseconds
   */
  record Asked(String answerId, long at) {}

  /** The answer; empty if none came in time. */
  static Optional<JsonNode> await(
      ElasticsearchSettings elasticsearch, Asked asked, Duration patience)
      throws InterruptedException {
    LocalDate day = Instant.ofEpochMilli(asked.at()).atZone(ZoneOffset.UTC).toLocalDate();
    String index = DocumentKind.AUDIT.monthly(elasticsearch.indexPrefix(), day);
    long deadline = System.nanoTime() + patience.toNanos();
    try (DocumentReader reader = new DocumentReader(elasticsearch)) {
      do {
        Optional<byte[]> source = source(reader, index, asked.answerId());
        if (source.isPresent()) {
          return source.map(Answers::json);
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } while (System.nanoTime() < deadline);
      return Optional.empty();
    }
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

  private static JsonNode json(byte[] source) {
    try {
      return MAPPER.readTree(source);
    } catch (IOException e) {
      throw new UncheckedIOException("Elasticsearch holds an answer that is no JSON", e);
    }
  }
}
