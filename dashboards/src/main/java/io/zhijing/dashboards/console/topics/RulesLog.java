package io.zhijing.dashboards.console.topics;

import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.wire.KeyedEnvelope;
import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every rule set that was given to the job, with its text, oldest first. Thread-safe. */
public final class RulesLog implements AutoCloseable {
  private static final int MOST = 1_000;

  private final List<Given> given = new ArrayList<>();
  private final RuleSet base;
  private final TopicBook book;

  /**
   * A rule set that was given.
   *
   * @param offset of its record, which names the job's answer
   * @param at when Kafka took it
   * @param document what it says; empty if it cannot be used
   * @param faults why it cannot
   */
  public record Given(
      long offset, Instant at, Optional<RulesDocument> document, List<String> faults) {}

  /** Follows the topic of rules; what a text leaves out is as the base has it. */
  public RulesLog(KafkaSettings kafka, RuleSet base) {
    this.base = base;
    this.book =
        new TopicBook(
            kafka,
            kafka.topics().rules(),
            new TopicBook.Reader() {
              @Override
              public void restart() {
                synchronized (given) {
                  given.clear();
                }
              }

              @Override
              public void take(KeyedEnvelope record) {
                learn(record);
              }
            });
  }

  private void learn(KeyedEnvelope record) {
    String text = new String(record.envelope().value(), StandardCharsets.UTF_8);
    Optional<RulesDocument> document = Optional.empty();
    List<String> faults = List.of();
    try {
      document = Optional.of(RulesDocument.read(text, base));
    } catch (SettingsFaults e) {
      faults = e.faults();
    }
    synchronized (given) {
      given.add(
          new Given(
              record.envelope().offset(),
              Instant.ofEpochMilli(record.envelope().receivedAt()),
              document,
              faults));
      if (given.size() > MOST) {
        given.remove(0);
      }
    }
  }

  /** Whether all there are have been read. */
  public boolean isComplete() {
    return book.isComplete();
  }

  /** The last ones, oldest first. */
  public List<Given> all() {
    synchronized (given) {
      return List.copyOf(given);
    }
  }

  @Override
  public void close() {
    book.close();
  }
}
