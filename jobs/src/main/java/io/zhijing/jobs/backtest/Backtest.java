package io.zhijing.jobs.backtest;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.kafka.EnvelopeSource;
import io.zhijing.connectors.kafka.Topics;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.ReportEncoder;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.pipeline.Ends;
import io.zhijing.jobs.pipeline.RiskMonitoringJob;
import io.zhijing.jobs.pipeline.Uids;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * One run of the pipeline over a history in memory. The history ends, so the run does; it is a
 * bounded stream and no batch job, since detection goes by the ticks of the clock of arrivals.
 *
 * @param run a name that no other run in this JVM has
 * @param pack whose reports they are
 * @param settings what holds, the rules among it
 */
public record Backtest(String run, Pack pack, PipelineSettings settings) {
  private static final Duration NEVER = Duration.ofDays(365);

  /**
   * A history.
   *
   * @param reports in order of arrival, as a source would send them
   * @param lastDay the last day that is to be judged
   */
  public record History(List<RawReport> reports, LocalDate lastDay) {}

  /** Takes a job to its end. */
  public interface Executor {
    /** Runs the job; returns when it has ended well. */
    void execute(StreamGraph graph) throws Exception;
  }

  /**
   * Runs to the end.
   *
   * @param keep kinds of documents that are wanted
   * @return their latest versions
   */
  public Collection<Document> run(
      History history, Set<DocumentKind> keep, int parallelism, Executor executor)
      throws Exception {
    String prefix = Topics.DEFAULT_PREFIX;
    KeptDocuments kept =
        new KeptDocuments(
            run, keep.stream().map(kind -> kind.alias(prefix)).collect(Collectors.toSet()));
    List<Envelope> records = records(history);
    HistoryFunction.remember(run, records);
    try {
      executor.execute(
          RiskMonitoringJob.graph(
              "Zhijing back-test: " + pack.id(),
              settings,
              ends(records.size(), kept, prefix),
              parallelism,
              withoutCheckpoints()));
      return kept.take().values();
    } finally {
      HistoryFunction.forget(run);
      kept.take();
    }
  }

  private static Configuration withoutCheckpoints() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return configuration;
  }

  private List<Envelope> records(History history) {
    ReportEncoder encoder = new ReportEncoder();
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    List<Envelope> records = new ArrayList<>(history.reports().size() + 1);
    for (RawReport report : history.reports()) {
      Instant arrived = report.identity().arrivedAt();
      records.add(
          new Envelope(
              topics.of(report.identity().stream()),
              0,
              records.size(),
              arrived.toEpochMilli(),
              encoder.encode(report)));
    }
    Instant alive =
        history
            .lastDay()
            .plusDays(settings.horizons().outOfOrderDays() + 1L)
            .atStartOfDay(pack.zone())
            .toInstant();
    records.add(
        new Envelope(
            topics.of(ReportStream.INSPECTION),
            0,
            records.size(),
            alive.toEpochMilli(),
            encoder.heartbeat("back-test", alive)));
    return records;
  }

  private Ends ends(int records, KeptDocuments kept, String prefix) {
    Topics topics = new Topics(prefix);
    return new Ends(
        environment -> source(environment, records, topics),
        environment -> nothing(environment, Uids.COMMAND_SOURCE),
        environment -> nothing(environment, Uids.RULES_SOURCE),
        topics.streamByTopic(),
        kept,
        new KeptDocuments(run, Set.of()),
        new KeptDocuments(run, Set.of()),
        prefix,
        true);
  }

  private DataStream<Envelope> source(
      StreamExecutionEnvironment environment, int records, Topics topics) {
    return environment
        .fromSequence(0, records - 1L)
        .uid("numbers")
        .setParallelism(1)
        .map(new HistoryFunction(run))
        .returns(Types.of(Envelope.class))
        .uid(Uids.SOURCE.uid())
        .setParallelism(1)
        .assignTimestampsAndWatermarks(
            EnvelopeSource.watermarks(
                pack.zone(),
                topics.streamByTopic(),
                Duration.ofDays(settings.horizons().outOfOrderDays())))
        .uid("clock")
        .setParallelism(1);
  }

  private static DataStream<Envelope> nothing(StreamExecutionEnvironment environment, Uids uid) {
    return environment
        .fromSequence(0, 0)
        .uid(uid.uid())
        .setParallelism(1)
        .filter(number -> false)
        .uid(uid.uid() + "-none")
        .setParallelism(1)
        .map(number -> new Envelope("", 0, number, 0, new byte[0]))
        .returns(Types.of(Envelope.class))
        .uid(uid.uid() + "-nothing")
        .setParallelism(1);
  }
}
