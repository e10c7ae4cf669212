package io.zhijing.jobs.pipeline;

import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.file.Row;
import io.zhijing.connectors.kafka.EnvelopeSource;
import io.zhijing.connectors.kafka.Topics;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.ReportEncoder;
import io.zhijing.connectors.wire.WireSchema;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.Types;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the whole pipeline in this JVM over given reports, with ends in memory. */
final class Replay {
  private static final long RECEIVED = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final int OUT_OF_ORDER_DAYS = 2;

  private static final Envelope PLACEHOLDER =
      envelope(new Topics(Topics.DEFAULT_PREFIX).commands(), 0, new byte[0]);

  private final PackWatch watch;
  private final Pack pack;
  private final RuleSet rules;
  private final Map<String, Integer> since;
  private final int correctionDays;

  private final boolean storesReports;

  Replay(String pack, RuleSet rules, Map<String, Integer> since, int correctionDays)
      throws PackFaults {
    this(pack, rules, since, correctionDays, true);
  }

  Replay(
      String pack,
      RuleSet rules,
      Map<String, Integer> since,
      int correctionDays,
      boolean storesReports)
      throws PackFaults {
    this.storesReports = storesReports;
    this.correctionDays = correctionDays;
    this.watch = new PackWatch(pack);
    this.pack = watch.load();
    this.rules = rules;
    this.since = since;
  }

  Pack pack() {
    return pack;
  }

  /** All reports of the pack's data files, in order of arrival. */
  List<RawReport> shippedReports(String fileName) throws IOException, HeaderFaults {
    List<RawReport> reports = new ArrayList<>();
    for (Pack.DataFile file : pack.dataFiles()) {
      if (file.path().contains(fileName)) {
        try (CsvReportSource source = CsvReportSource.open(pack, file)) {
          source.forEachRemaining(
              row -> {
                if (row instanceof Row.Accepted accepted) {
                  reports.add(accepted.report());
                }
              });
        }
      }
    }
    reports.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    return reports;
  }

  /** The reports as records, and a sign of life after the last. */
  List<Envelope> envelopes(List<RawReport> reports, LocalDate lastDay) {
    ReportEncoder encoder = new ReportEncoder();
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    List<Envelope> envelopes = new ArrayList<>();
    for (RawReport report : reports) {
      String topic = topics.of(report.identity().stream());
      envelopes.add(envelope(topic, envelopes.size(), encoder.encode(report)));
    }
    Instant alive = lastDay.plusDays(OUT_OF_ORDER_DAYS + 1).atStartOfDay(pack.zone()).toInstant();
    envelopes.add(
        envelope(
            topics.of(ReportStream.INSPECTION),
            envelopes.size(),
            encoder.heartbeat("replay", alive)));
    return envelopes;
  }

  static Envelope envelope(String topic, long offset, byte[] value) {
    return new Envelope(topic, 0, offset, RECEIVED, value);
  }

  static Envelope envelope(String json) {
    String topic = new Topics(Topics.DEFAULT_PREFIX).of(WireSchema.WIRE_STREAMS.get(0));
    return envelope(topic, 0, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Runs to the end; the documents written. */
  CollectedDocuments run(List<Envelope> envelopes) throws Exception {
    return run(envelopes, 2);
  }

  /** The same by the given number of workers. */
  CollectedDocuments run(List<Envelope> envelopes, int parallelism) throws Exception {
    return run(envelopes, parallelism, new Configuration(), stream -> stream);
  }

  /** The same with a failure after a checkpoint; the job goes on from there. */
  CollectedDocuments runWithFailure(List<Envelope> envelopes) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    FailOnceFunction failure = new FailOnceFunction(envelopes.size() / 4);
    CollectedDocuments documents =
        run(
            envelopes,
            2,
            configuration,
            stream -> stream.map(failure).returns(Types.of(Envelope.class)).uid("test-failure"));
    if (!failure.hasFailed()) {
      throw new IllegalStateException("the job ended before a checkpoint");
    }
    return documents;
  }

  private CollectedDocuments run(
      List<Envelope> envelopes,
      int parallelism,
      Configuration configuration,
      UnaryOperator<DataStream<Envelope>> disturbance)
      throws Exception {
    CollectedDocuments documents = new CollectedDocuments();
    CollectedDocuments warnings = new CollectedDocuments();
    CollectedDocuments letters = new CollectedDocuments();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    environment.setMaxParallelism(128);
    Ends ends =
        new Ends(
            env ->
                disturbance
                    .apply(env.fromData(envelopes, Types.of(Envelope.class)).uid("test-source"))
                    .assignTimestampsAndWatermarks(
                        EnvelopeSource.watermarks(
                            pack.zone(),
                            new Topics(Topics.DEFAULT_PREFIX).streamByTopic(),
                            Duration.ofDays(OUT_OF_ORDER_DAYS)))
                    .uid("test-watermarks"),
            env -> nothing(env, "commands"),
            env -> nothing(env, "rules"),
            new Topics(Topics.DEFAULT_PREFIX).streamByTopic(),
            documents,
            warnings,
            letters,
            "test",
            storesReports);
    RiskPipeline.build(environment, settings(), ends);
    environment.execute("replay");
    List.of(documents, warnings, letters).forEach(CollectedDocuments::take);
    return documents;
  }

  private static DataStream<Envelope> nothing(StreamExecutionEnvironment environment, String name) {
    // A source in memory cannot be empty: this one has a record that goes no further.
    return environment
        .fromData(List.of(PLACEHOLDER), Types.of(Envelope.class))
        .uid("test-" + name)
        .filter(envelope -> envelope.value().length > 0)
        .uid("test-no-" + name);
  }

  PipelineSettings settings() {
    RuleSet rulesOfTest = rules;
    return new PipelineSettings(
        new Calendar(pack.zone(), 24),
        PipelineSettings.Watch.of(watch, pack, rulesOfTest, since),
        new PipelineSettings.Horizons(OUT_OF_ORDER_DAYS, correctionDays),
        new PipelineSettings.HashKey(
            "a key for tests, not a secret".getBytes(StandardCharsets.UTF_8)));
  }
}
