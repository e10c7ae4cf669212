package io.zhijing.jobs.state;

import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Evidence;
import io.zhijing.detection.warning.Handling;
import io.zhijing.detection.warning.Moment;
import io.zhijing.detection.warning.Transition;
import io.zhijing.detection.warning.Transition.By;
import io.zhijing.detection.warning.Warning;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The kept form of a warning: a version number, then its fields in order, enums by stable code.
 * Older versions stay readable; an unknown one is refused.
 */
public final class WarningForm {
  private static final int VERSION = 5;

  /** Signals were of one stream. */
  private static final int WITHOUT_STREAMS = 4;

  /** Signals were of whole strata. */
  private static final int WITHOUT_CLUSTERS = 3;

  /** Evidence did not say how far it reaches. */
  private static final int WITHOUT_REACH = 2;

  /** Steps had a day and no hour, and officers could do nothing. */
  private static final int WITHOUT_OFFICERS = 1;

  private static final long DAY_MILLIS = 86_400_000L;

  private WarningForm() {}

  /** The bytes of a warning; equal warnings give equal bytes. */
  public static byte[] write(Warning warning) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeUTF(warning.id());
      out.writeUTF(warning.subject().key());
      out.writeInt(warning.revision());
      out.writeUTF(warning.status().code());
      out.writeUTF(warning.level().code());
      out.writeInt(warning.evidence().size());
      for (Map.Entry<Integer, Evidence> day : warning.evidence().entrySet()) {
        out.writeInt(day.getKey());
        writeEvidence(out, day.getValue());
      }
      out.writeInt(warning.transitions().size());
      for (Transition step : warning.transitions()) {
        writeStep(out, step);
      }
      HandlingForm.write(out, warning.handling());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The warning of the bytes.
   *
   * @throws IllegalStateException if they are of a version that this program does not know
   */
  public static Warning read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readInt();
      if (version < WITHOUT_OFFICERS || version > VERSION) {
        throw new IllegalStateException("a warning of form " + version + " is not known");
      }
      String id = in.readUTF();
      Stratum subject = Stratum.parse(in.readUTF());
      int revision = in.readInt();
      Warning.Status status = byCode(Warning.Status.values(), in.readUTF());
      RiskLevel level = RiskLevel.ofCode(in.readUTF());
      SortedMap<Integer, Evidence> evidence = new TreeMap<>();
      for (int n = in.readInt(); n > 0; n--) {
        int day = in.readInt();
        evidence.put(day, readEvidence(in, day, version));
      }
      List<Transition> steps = new ArrayList<>();
      for (int n = in.readInt(); n > 0; n--) {
        steps.add(readStep(in, version));
      }
      Handling handling =
          version == WITHOUT_OFFICERS ? HandlingForm.UNTOUCHED : HandlingForm.read(in);
      return new Warning(id, subject, revision, status, level, evidence, steps, handling);
    } catch (IOException e) {
      throw new UncheckedIOException("not the form of a warning", e);
    }
  }

  private static void writeStep(DataOutputStream out, Transition step) throws IOException {
    out.writeInt(step.revision());
    out.writeLong(step.when().at());
    out.writeInt(step.on());
    out.writeUTF(step.action().code());
    out.writeUTF(step.from().code());
    out.writeUTF(step.to().code());
    out.writeUTF(step.reason().code());
    out.writeUTF(step.by().actor());
    out.writeUTF(step.by().command());
    out.writeUTF(step.by().note());
  }

  private static Transition readStep(DataInputStream in, int version) throws IOException {
    boolean isOld = version == WITHOUT_OFFICERS;
    int revision = in.readInt();
    long at = isOld ? 0 : in.readLong();
    int day = in.readInt();
    Moment when = new Moment(isOld ? (day + 1) * DAY_MILLIS - 1 : at, day);
    Transition.Action action = byCode(Transition.Action.values(), in.readUTF());
    RiskLevel from = RiskLevel.ofCode(in.readUTF());
    RiskLevel to = RiskLevel.ofCode(in.readUTF());
    Transition.Reason reason = byCode(Transition.Reason.values(), in.readUTF());
    By by = isOld ? By.PIPELINE : new By(in.readUTF(), in.readUTF(), in.readUTF());
    return new Transition(revision, when, action, from, to, reason, by);
  }

  private static void writeEvidence(DataOutputStream out, Evidence evidence) throws IOException {
    out.writeUTF(evidence.level().code());
    out.writeUTF(evidence.scope().code());
    Signal signal = evidence.signal();
    out.writeUTF(signal.stratum().key());
    out.writeUTF(signal.kind().code());
    Finding finding = signal.finding();
    out.writeInt(finding.windowDays());
    out.writeLong(finding.observed());
    out.writeLong(finding.trials());
    out.writeDouble(finding.expected());
    out.writeDouble(finding.upperBound());
    out.writeDouble(finding.pValue());
    out.writeUTF(finding.method());
    out.writeUTF(finding.baseline().state());
    out.writeUTF(finding.baseline().reason());
    out.writeInt(finding.baseline().referenceDays());
    out.writeInt(finding.baseline().leftOutDays());
    out.writeInt(evidence.explained().size());
    for (Stratum stratum : evidence.explained()) {
      out.writeUTF(stratum.key());
    }
    ReachForm.write(out, evidence.reach());
    out.writeInt(signal.places().size());
    for (String place : signal.places()) {
      out.writeUTF(place);
    }
    out.writeInt(signal.streams().size());
    for (ReportStream stream : signal.streams()) {
      out.writeUTF(stream.code());
    }
  }

  private static Evidence readEvidence(DataInputStream in, int day, int version)
      throws IOException {
    RiskLevel level = RiskLevel.ofCode(in.readUTF());
    Scope scope = byCode(Scope.values(), in.readUTF());
    Stratum stratum = Stratum.parse(in.readUTF());
    Signal.Kind kind = Signal.Kind.ofCode(in.readUTF());
    Finding finding =
        new Finding(
            in.readInt(),
            in.readLong(),
            in.readLong(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readUTF(),
            new Finding.BaselineState(in.readUTF(), in.readUTF(), in.readInt(), in.readInt()));
    List<Stratum> explained = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      explained.add(Stratum.parse(in.readUTF()));
    }
    Reach reach = version <= WITHOUT_REACH ? Reach.UNKNOWN : ReachForm.read(in);
    List<String> places = new ArrayList<>();
    for (int n = version <= WITHOUT_CLUSTERS ? 0 : in.readInt(); n > 0; n--) {
      places.add(in.readUTF());
    }
    List<ReportStream> streams = new ArrayList<>();
    for (int n = version <= WITHOUT_STREAMS ? 0 : in.readInt(); n > 0; n--) {
      streams.add(ReportStream.ofCode(in.readUTF()));
    }
    Signal signal = new Signal(stratum, day, kind, finding, new Signal.Around(places, streams));
    return new Evidence(level, scope, signal, explained, reach);
  }

  /** The enum constant whose {@code code()} is the text. */
  static <E extends Enum<E> & Coded> E byCode(E[] values, String code) {
    for (E value : values) {
      if (value.code().equals(code)) {
        return value;
      }
    }
    throw new IllegalStateException("no " + values[0].getDeclaringClass() + " is called " + code);
  }
}
