package io.zhijing.jobs.state;

import static io.zhijing.jobs.state.WarningForm.byCode;

import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Handling;
import io.zhijing.detection.warning.Handling.Clock;
import io.zhijing.detection.warning.Handling.Disposal;
import io.zhijing.detection.warning.Handling.Stage;
import io.zhijing.detection.warning.Measure;
import io.zhijing.detection.warning.Measure.Recall;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of {@link WarningForm} that says what officers did. */
final class HandlingForm {
  /** What a warning had before officers could act: nothing done, nothing owed. */
  static final Handling UNTOUCHED =
      new Handling(
          "", "", List.of(), Optional.empty(), Verdict.OPEN, 0, new Clock(Stage.NOTHING, 0, 0));

  private HandlingForm() {}

  static void write(DataOutputStream out, Handling handling) throws IOException {
    out.writeUTF(handling.acknowledgedBy());
    out.writeUTF(handling.assignee());
    out.writeInt(handling.referredTo().size());
    for (String department : handling.referredTo()) {
      out.writeUTF(department);
    }
    out.writeUTF(handling.disposal().map(done -> done.measure().code()).orElse(""));
    Optional<Recall> recall = handling.disposal().flatMap(Disposal::recall);
    out.writeBoolean(recall.isPresent());
    if (recall.isPresent()) {
      out.writeUTF(recall.get().batch());
      out.writeLong(recall.get().amount());
      out.writeLong(recall.get().recovered());
    }
    out.writeUTF(handling.verdict().code());
    out.writeLong(handling.silencedUntil());
    out.writeUTF(handling.clock().stage().code());
    out.writeLong(handling.clock().due());
    out.writeInt(handling.clock().rung());
  }

  static Handling read(DataInputStream in) throws IOException {
    String acknowledgedBy = in.readUTF();
    String assignee = in.readUTF();
    List<String> referredTo = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      referredTo.add(in.readUTF());
    }
    String measure = in.readUTF();
    Optional<Recall> recall =
        in.readBoolean()
            ? Optional.of(new Recall(in.readUTF(), in.readLong(), in.readLong()))
            : Optional.empty();
    Optional<Disposal> disposal =
        measure.isEmpty()
            ? Optional.empty()
            : Optional.of(new Disposal(byCode(Measure.values(), measure), recall));
    return new Handling(
        acknowledgedBy,
        assignee,
        referredTo,
        disposal,
        byCode(Verdict.values(), in.readUTF()),
        in.readLong(),
        new Clock(byCode(Stage.values(), in.readUTF()), in.readLong(), in.readInt()));
  }
}
