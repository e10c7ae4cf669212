package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.detection.model.Report;
import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactType;
import io.zhijing.jobs.compact.CompactWriter;
import io.zhijing.jobs.reconcile.Version;
import io.zhijing.jobs.reconcile.VersionForm;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.CellDeltaForm;
import io.zhijing.jobs.state.CountedChange;
import io.zhijing.jobs.state.ExpectedChange;
import io.zhijing.jobs.state.FailureDelta;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.ReportGroup;
import io.zhijing.jobs.state.ReportNodes;
import io.zhijing.jobs.state.ReportSum;
import io.zhijing.jobs.state.ReportUpdate;
import io.zhijing.jobs.state.Types;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records with a form of their own come back as they were, also from state written before. */
class CompactFormsTest {
  private static final Random RANDOM = new Random(20_261);
  private static final String[] TEXTS = {
    "",
    "150100",
    "inspection",
    "呼和浩特市新城区",
    "half \ud83d of a pair",
    "\u0000\u007f\u0080\u00ff\u0100\uffff",
    "ab",
    "\u6162", // the bytes of the one before, two to a character
    "x".repeat(200),
    "食".repeat(3000),
  };

  private record Sample<T>(TypeInformation<T> form, TypeInformation<T> byField, List<T> values) {
    @Override
    public String toString() {
      return form.toString();
    }
  }

  static List<Sample<?>> samples() {
    List<Report> reports = new ArrayList<>();
    List<ReportChange> changes = new ArrayList<>();
    List<ReportUpdate> updates = new ArrayList<>();
    List<ReportSum> sums = new ArrayList<>();
    List<CellDelta> cells = new ArrayList<>();
    List<FailureDelta> failures = new ArrayList<>();
    List<Version> versions = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Report report = report();
      ReportChange change = new ReportChange(report, i % 2 == 0 ? 1 : -1, number());
      reports.add(report);
      changes.add(change);
      updates.add(new ReportUpdate(report, text(), number()));
      sums.add(sum());
      cells.add(
          new CellDelta(text(), (int) number(), number(), number(), number(), Long.MIN_VALUE));
      failures.add(
          new FailureDelta(
              text(),
              (int) number(),
              number(),
              text(),
              texts(),
              text(),
              texts(),
              text(),
              number(),
              number()));
      versions.add(new Version(report, i, i / 2));
    }
    return List.of(
        sample(Report.class, reports),
        sample(ReportChange.class, changes),
        sample(ReportUpdate.class, updates),
        sample(ReportSum.class, sums),
        sample(CellDelta.class, cells),
        sample(FailureDelta.class, failures),
        new Sample<>(new CompactType<>(new VersionForm()), Types.byField(Version.class), versions));
  }

  /** What only passes from operator to operator: Flink never wrote it by field. */
  static List<Sample<?>> passing() {
    List<Sample<?>> all = new ArrayList<>(samples());
    List<CountedChange> changes = new ArrayList<>();
    List<ExpectedChange> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      changes.add(i % 2 == 0 ? sum() : new ReportChange(report(), 1, number()));
      expected.add(new ExpectedChange(changes.get(i), number()));
    }
    all.add(new Sample<>(Types.of(CountedChange.class), null, changes));
    all.add(new Sample<>(Types.of(ExpectedChange.class), null, expected));
    return all;
  }

  private static ReportSum sum() {
    return new ReportSum(
        new ReportGroup(
            text(),
            new ReportNodes(text(), text(), texts(), text(), texts(), text()),
            new MixCell(text(), text(), text()),
            (int) number(),
            number(),
            (int) number()),
        number(),
        number(),
        number(),
        number(),
        number());
  }

  private static <T> Sample<T> sample(Class<T> type, List<T> values) {
    return new Sample<>(Types.of(type), Types.byField(type), values);
  }

  private static Report report() {
    Report.Details details =
        new Report.Details(
            text(), text(), text(), text(), text(), text(), text(), text(), text(), text(), text(),
            text(), text(), texts());
    return new Report(
        text(),
        text(),
        text(),
        (int) number(),
        RANDOM.nextBoolean(),
        (int) number(),
        number(),
        text(),
        texts(),
        text(),
        texts(),
        -1,
        (int) number(),
        text(),
        details);
  }

  private static String text() {
    return TEXTS[RANDOM.nextInt(TEXTS.length)];
  }

  private static String[] texts() {
    String[] texts = new String[RANDOM.nextInt(4)];
    Arrays.setAll(texts, i -> text());
    return texts;
  }

  /** Of all sizes and both signs. */
  private static long number() {
    return RANDOM.nextLong() >> RANDOM.nextInt(Long.SIZE);
  }

  @ParameterizedTest
  @MethodSource("passing")
  <T> void comeBackAsTheyWere(Sample<T> sample) throws IOException {
    TypeSerializer<T> serializer = serializer(sample.form());
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    for (T value : sample.values()) {
      serializer.serialize(value, bytes);
    }
    DataOutputSerializer copied = new DataOutputSerializer(64);
    DataInputDeserializer from = new DataInputDeserializer(bytes.getCopyOfBuffer());
    for (int i = 0; i < sample.values().size(); i++) {
      serializer.copy(from, copied);
    }
    assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes.getCopyOfBuffer());
    DataInputDeserializer read = new DataInputDeserializer(copied.getCopyOfBuffer());
    TypeSerializer<T> other = serializer.duplicate();
    for (T value : sample.values()) {
      assertThat(other.deserialize(read)).usingRecursiveComparison().isEqualTo(value);
    }
    assertThat(read.available()).isZero();
  }

  /** As Flink does with a savepoint: the old snapshot is read, judged by the new, and migrates. */
  @ParameterizedTest
  @MethodSource("samples")
  <T> void stateThatFlinkWroteFieldByFieldMigrates(Sample<T> sample) throws IOException {
    TypeSerializer<T> before = serializer(sample.byField());
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    for (T value : sample.values()) {
      before.serialize(value, bytes);
    }
    TypeSerializerSnapshot<T> kept = throughBytes(before.snapshotConfiguration());
    TypeSerializerSnapshot<T> now = serializer(sample.form()).snapshotConfiguration();
    assertThat(now.resolveSchemaCompatibility(kept).isCompatibleAfterMigration()).isTrue();
    TypeSerializer<T> reader = kept.restoreSerializer();
    DataInputDeserializer read = new DataInputDeserializer(bytes.getCopyOfBuffer());
    for (T value : sample.values()) {
      assertThat(reader.deserialize(read)).usingRecursiveComparison().isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("passing")
  <T> void theirOwnStateIsReadAsItIs(Sample<T> sample) throws IOException {
    TypeSerializer<T> serializer = serializer(sample.form());
    TypeSerializerSnapshot<T> kept = throughBytes(serializer.snapshotConfiguration());
    assertThat(kept.restoreSerializer()).isEqualTo(serializer);
    assertThat(
            serializer.snapshotConfiguration().resolveSchemaCompatibility(kept).isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void aFormIsOnlyForItsOwnState() throws IOException {
    TypeSerializerSnapshot<CellDelta> other =
        serializer(new CompactType<>(new LaterForm())).snapshotConfiguration();
    TypeSerializerSnapshot<CellDelta> now =
        serializer(Types.of(CellDelta.class)).snapshotConfiguration();
    assertThat(now.resolveSchemaCompatibility(throughBytes(other)).isIncompatible()).isTrue();
  }

  @Test
  void equalTextsAreOneObjectOnceRead() throws IOException {
    TypeSerializer<CellDelta> serializer = serializer(Types.of(CellDelta.class));
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    serializer.serialize(new CellDelta("区域", 1, 1, 1, 1, 1), bytes);
    serializer.serialize(new CellDelta(new String("区域".toCharArray()), 2, 2, 2, 2, 2), bytes);
    DataInputDeserializer read = new DataInputDeserializer(bytes.getCopyOfBuffer());
    assertThat(serializer.deserialize(read).stratum())
        .isSameAs(serializer.deserialize(read).stratum());
  }

  /** Another form of the same record. */
  public static final class LaterForm implements CompactForm<CellDelta> {
    private static final long serialVersionUID = 1;
    private static final CellDeltaForm SAME = new CellDeltaForm();

    @Override
    public Class<CellDelta> type() {
      return CellDelta.class;
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(CellDelta value, CompactWriter out) {
      SAME.write(value, out);
    }

    @Override
    public CellDelta read(CompactReader in, int writtenBy) {
      return SAME.read(in, writtenBy);
    }
  }

  private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    return type.createSerializer(new SerializerConfigImpl());
  }

  private static <T> TypeSerializerSnapshot<T> throughBytes(TypeSerializerSnapshot<T> snapshot)
      throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(bytes, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(bytes.getCopyOfBuffer()),
        CompactFormsTest.class.getClassLoader());
  }
}
