package io.zhijing.jobs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.kafka.Topics;
import io.zhijing.connectors.wire.Decoded;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.ReportDecoder;
import io.zhijing.connectors.wire.ReportEncoder;
import io.zhijing.connectors.wire.sealed.SealingKey;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.decode.DecodeFunction;
import io.zhijing.jobs.deidentify.Deidentifier;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.Rules;
import io.zhijing.jobs.simulation.RealShape;
import io.zhijing.jobs.simulation.SimulatedYear;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A million mutated records: each is used or refused with its reasons, none brings anything down,
 * none is lost, and memory does not grow with them. The number and the seed can be set: {@code
 * -Dzhijing.mutations.records=N -Dzhijing.mutations.seed=S}.
 */
class MutatedRecordsIT {
  private static final int RECORDS = Integer.getInteger("zhijing.mutations.records", 1_000_000);
  private static final long SEED = Long.getLong("zhijing.mutations.seed", 20251126L);
  private static final Instant RECEIVED = Instant.parse("2026-01-10T00:00:00Z");
  private static final long MOST_GROWTH = 150L << 20;
  private static final Map<String, String> PERSON =
      Map.of(
          "phone", "13812345678",
          "id_number", "15010219900307123X",
          "email", "canary.person@example.com",
          "plate", "蒙A·12C45");

  /** A number that a mutation drew into a longer one is no longer anybody's. */
  private static final List<Pattern> VALUES =
      PERSON.values().stream()
          .map(value -> Pattern.compile("(?<![0-9])" + Pattern.quote(value) + "(?![0-9])"))
          .toList();

  private static PipelineSettings settings;
  private static Pack pack;
  private static final Map<ReportStream, List<byte[]>> RECORDS_OF =
      new EnumMap<>(ReportStream.class);

  @BeforeAll
  static void simulate() throws Exception {
    PackWatch watch = new PackWatch("inner-mongolia");
    pack = watch.load();
    settings =
        new PipelineSettings(
            new Calendar(pack.zone(), 24),
            PipelineSettings.Watch.of(watch, pack, Rules.standardOf(pack), Map.of()),
            new PipelineSettings.Horizons(1, 60),
            new PipelineSettings.HashKey(
                "a key for tests, not secret".getBytes(StandardCharsets.UTF_8)));
    double[] months = new double[12];
    double[] days = new double[7];
    Arrays.fill(months, 1);
    Arrays.fill(days, 1);
    SimulatedYear year =
        SimulatedYear.of(
            pack,
            new RealShape(months, months, days, days, 0.1, 0.1, 0.3),
            new SimulatedYear.Plan(
                LocalDate.parse("2025-07-01"), LocalDate.parse("2025-07-20"), 0.5, 0.25, 0.2, 3));
    ReportEncoder encoder = new ReportEncoder();
    for (RawReport report : year.reports()) {
      RECORDS_OF
          .computeIfAbsent(report.identity().stream(), stream -> new ArrayList<>())
          .add(encoder.encode(withPerson(report)));
    }
    assertThat(RECORDS_OF).hasSize(3);
  }

  private static RawReport withPerson(RawReport report) {
    return new RawReport(
        report.identity(),
        report.where(),
        report.what(),
        report.who(),
        report.sampling(),
        report.outcome(),
        new RawReport.Person(PERSON, "call me at " + PERSON.get("phone")));
  }

  private static byte[] drawn(ReportStream stream, Mutations mutations, SplittableRandom random) {
    List<byte[]> records = RECORDS_OF.get(stream);
    return mutations.of(records.get(random.nextInt(records.size())));
  }

  private static ReportStream stream(SplittableRandom random) {
    ReportStream[] streams = RECORDS_OF.keySet().toArray(ReportStream[]::new);
    return streams[random.nextInt(streams.length)];
  }

  private static String text(Report report) {
    return String.join(
        "|",
        report.id(),
        report.region(),
        report.sector(),
        String.join("|", report.producers()),
        String.join("|", report.hazards()),
        report.matter(),
        report.details().toString());
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void eachIsUsedOrRefusedForReasons() {
    SplittableRandom random = new SplittableRandom(SEED);
    Mutations mutations = new Mutations(random.split());
    ReportDecoder decoder = new ReportDecoder(pack.zone());
    Deidentifier deidentifier = new Deidentifier(settings);
    Map<String, Integer> reasons = new TreeMap<>();
    int accepted = 0;
    int refused = 0;
    long before = 0;
    for (int i = 0; i < RECORDS; i++) {
      if (i == RECORDS / 10) {
        before = used();
      }
      ReportStream stream = stream(random);
      Decoded decoded = decoder.decode(drawn(stream, mutations, random), stream, RECEIVED);
      if (decoded instanceof Decoded.Accepted good) {
        accepted++;
        check(deidentifier.deidentify(good.report()));
      } else if (decoded instanceof Decoded.Refused bad) {
        refused++;
        assertThat(bad.faults()).isNotEmpty();
        bad.faults().forEach(fault -> reasons.merge(fault.reason().code(), 1, Integer::sum));
      }
    }
    assertThat(accepted + refused).isEqualTo(RECORDS);
    assertThat(accepted).isGreaterThan(RECORDS / 20);
    assertThat(refused).isGreaterThan(RECORDS / 4);
    assertThat(reasons)
        .containsKeys(
            "not_json",
            "not_utf8",
            "missing",
            "wrong_type",
            "too_long",
            "duplicate_key",
            "impossible_date",
            "future_event_time",
            "negative",
            "out_of_range");
    assertThat(used() - before).as("bytes more").isLessThan(MOST_GROWTH);
  }

  private static void check(Report report) {
    LocalDate day = LocalDate.ofEpochDay(report.eventDay());
    assertThat(day).isBetween(LocalDate.of(-9999, 1, 1), LocalDate.of(2026, 1, 12));
    String text = text(report);
    for (Pattern value : VALUES) {
      if (value.matcher(text).find()) {
        throw new AssertionError("personal data came through: " + value + " in " + text);
      }
    }
  }

  /** The same through the operator, whose accounts must add up. */
  @Test
  @SuppressWarnings("try") // the harness declares that closing may be interrupted
  void accountsAddUp() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    Mutations mutations = new Mutations(random.split());
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    int records = RECORDS / 50;
    try (OneInputStreamOperatorTestHarness<Envelope, RawReport> harness =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new DecodeFunction(pack.zone(), topics.streamByTopic(), SealingKey.none()))) {
      for (int i = 0; i < records; i++) {
        ReportStream stream = stream(random);
        harness.processElement(
            new Envelope(
                topics.of(stream), 0, i, RECEIVED.toEpochMilli(), drawn(stream, mutations, random)),
            i);
      }
      Map<String, Long> accounts = new TreeMap<>();
      harness
          .getSideOutput(DecodeFunction.LEDGER)
          .forEach(
              entry ->
                  accounts.merge(entry.getValue().account(), entry.getValue().change(), Long::sum));
      long deadLetters = harness.getSideOutput(DecodeFunction.DEAD_LETTERS).size();
      assertThat(accounts.get("received")).isEqualTo(records);
      assertThat(accounts.get("decoded")).isEqualTo(harness.extractOutputValues().size());
      assertThat(accounts.get("dead_letters")).isEqualTo(deadLetters);
      assertThat(accounts.get("decoded") + deadLetters).isEqualTo(records);
      assertThat(harness.getSideOutput(DecodeFunction.DEAD_LETTERS))
          .allSatisfy(letter -> assertThat(letter.getValue().reasons()).isNotEmpty());
    }
  }
}
