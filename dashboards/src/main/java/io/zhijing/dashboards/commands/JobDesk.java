package io.zhijing.dashboards.commands;

import io.zhijing.connectors.elasticsearch.Answers;
import io.zhijing.connectors.elasticsearch.Answers.Asked;
import io.zhijing.connectors.elasticsearch.DocumentIds;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.RecordProducer;
import io.zhijing.connectors.wire.CommandEncoder;
import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.detection.warning.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Tells the running job something by Kafka and waits for its answer in the audit trail. Writes to
 * Kafka only. Thread-safe; owns its clients.
 */
public final class JobDesk implements AutoCloseable {
  private final KafkaSettings kafka;
  private final String prefix;
  private final Duration patience;
  private final RecordProducer producer;
  private final DocumentReader reader;

  /** A desk that waits as long as the patience, for Kafka and for the job each. */
  public JobDesk(KafkaSettings kafka, ElasticsearchSettings elasticsearch, Duration patience) {
    this.kafka = kafka;
    this.prefix = elasticsearch.indexPrefix();
    this.patience = patience;
    this.producer = new RecordProducer(kafka, patience);
    this.reader = new DocumentReader(elasticsearch);
  }

  /** What came of it. */
  public sealed interface Reply {}

  /**
   * The job's answer.
   *
   * @param outcome its code
   * @param revision of the warning or the rules, 0 if there is none
   * @param note more in words, may be empty
   */
  public record Answered(String outcome, int revision, String note) implements Reply {}

  /** Kafka has it, and the job has not answered in time; it may yet. */
  public record Unanswered() implements Reply {}

  /**
   * Gives a command.
   *
   * @throws IllegalStateException if Kafka did not take it in time
   */
  public Reply tell(Command command) throws InterruptedException {
    RecordProducer.Stored stored =
        producer.send(
            kafka.topics().commands(),
            command.order().warning().getBytes(StandardCharsets.UTF_8),
            new CommandEncoder().encode(command));
    return await(DocumentIds.commandAnswer(command.order().id(), stored.at()), stored.at());
  }

  /**
   * Gives rules to the job.
   *
   * @throws IllegalStateException if Kafka did not take them in time
   */
  public Reply publish(RulesDocument document) throws InterruptedException {
    RecordProducer.Stored stored =
        producer.send(
            kafka.topics().rules(),
            document.rules().id().getBytes(StandardCharsets.UTF_8),
            document.text().getBytes(StandardCharsets.UTF_8));
    return await(DocumentIds.rulesAnswer(stored.offset(), stored.at()), stored.at());
  }

  private Reply await(String id, long at) throws InterruptedException {
    return Answers.await(reader, prefix, new Asked(id, at), patience)
        .<Reply>map(given -> new Answered(given.outcome(), given.revision(), given.note()))
        .orElseGet(Unanswered::new);
  }

  @Override
  public void close() {
    producer.close();
    reader.close();
  }
}
