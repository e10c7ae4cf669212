package io.zhijing.jobs.seed;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.kafka.EnvelopeSource;
import io.zhijing.connectors.kafka.Topics;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.ReportEncoder;
import io.zhijing.jobs.pipeline.Ends;
import io.zhijing.jobs.pipeline.RiskMonitoringJob;
import io.zhijing.jobs.pipeline.Uids;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * The monitoring job's first state, built of a history. The operators are those of the monitoring
 * job and so are their uids: from a savepoint it goes on as if it had seen the history itself. It
 * has baselines on its first day, a warning that is open stays the same warning, and a report that
 * comes again by Kafka is a repeat. Documents are written, for people look up the past and
 * explanations rest on it. What goes out by Kafka is not: nobody is told of what is over.
 */
public final class Seed implements AutoCloseable {
  private static final Duration NEVER = Duration.ofDays(365);

  private final PipelineSettings settings;
  private final HistorySourceFunction history;
  private final HistorySourceFunction commands;
  private final HistorySourceFunction rules;
  private final Topics topics;

  /**
   * A seed.
   *
   * @param run a name that no other run in this JVM has
   * @param settings those of the job that is to go on
   * @param topics its topics
   * @param reports the history, in order of arrival
   */
  public Seed(String run, PipelineSettings settings, Topics topics, List<RawReport> reports) {
    this.settings = settings;
    this.topics = topics;
    history = new HistorySourceFunction(run + " reports", records(reports, topics));
    commands = new HistorySourceFunction(run + " commands", List.of());
    rules = new HistorySourceFunction(run + " rules", List.of());
  }

  /**
   * Where documents go.
   *
   * @param sink takes them
   * @param indexPrefix what index names begin with
   * @param storesReports whether each report becomes one
   */
  public record Documents(Sink<Document> sink, String indexPrefix, boolean storesReports) {}

  /** The job. It does not end: it waits for its savepoint. */
  public StreamGraph graph(Documents documents, int parallelism) {
    Ends ends =
        new Ends(
            environment ->
                source(environment, history, Uids.SOURCE)
                    .assignTimestampsAndWatermarks(
                        EnvelopeSource.watermarks(
                            settings.calendar().zone(),
                            topics.streamByTopic(),
                            Duration.ofDays(settings.horizons().outOfOrderDays())))
                    .uid("seed-clock")
                    .setParallelism(1),
            environment -> source(environment, commands, Uids.COMMAND_SOURCE),
            environment -> source(environment, rules, Uids.RULES_SOURCE),
            topics.streamByTopic(),
            documents.sink(),
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            documents.indexPrefix(),
            documents.storesReports());
    return RiskMonitoringJob.graph(
        "Zhijing seed", settings, ends, parallelism, withoutCheckpoints());
  }

  @SuppressWarnings("deprecation") // see HistorySourceFunction
  private static DataStream<Envelope> source(
      StreamExecutionEnvironment environment, HistorySourceFunction records, Uids uid) {
    return environment
        .addSource(records, uid.phrase(), Types.of(Envelope.class))
        .uid(uid.uid())
        .setParallelism(1);
  }

  private static Configuration withoutCheckpoints() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return configuration;
  }

  /** Returns when the whole history has been sent: a savepoint asked for now holds all of it. */
  public void awaitSent() throws InterruptedException {
    history.awaitSent();
  }

  private static List<Envelope> records(List<RawReport> reports, Topics topics) {
    ReportEncoder encoder = new ReportEncoder();
    List<Envelope> records = new ArrayList<>(reports.size());
    for (RawReport report : reports) {
      records.add(
          new Envelope(
              topics.of(report.identity().stream()),
              0,
              records.size(),
              report.identity().arrivedAt().toEpochMilli(),
              encoder.encode(report)));
    }
    return records;
  }

  @Override
  public void close() {
    history.forget();
    commands.forget();
    rules.forget();
  }
}
