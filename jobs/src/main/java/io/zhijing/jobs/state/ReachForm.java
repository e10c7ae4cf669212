package io.zhijing.jobs.state;

import io.zhijing.detection.model.Contribution;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Reach;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The part of a warning's kept form that says how far a day's evidence reaches. */
final class ReachForm {
  private ReachForm() {}

  static void write(DataOutputStream out, Reach reach) throws IOException {
    writeTexts(out, reach.regions());
    writeTexts(out, reach.sectors());
    out.writeLong(reach.counted());
    out.writeInt(reach.contributions().size());
    for (Contribution each : reach.contributions()) {
      out.writeUTF(each.dimension().code());
      out.writeUTF(each.code());
      out.writeLong(each.count());
    }
  }

  static Reach read(DataInputStream in) throws IOException {
    List<String> regions = readTexts(in);
    List<String> sectors = readTexts(in);
    long counted = in.readLong();
    List<Contribution> contributions = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      contributions.add(
          new Contribution(Dimension.ofCode(in.readUTF()), in.readUTF(), in.readLong()));
    }
    return new Reach(regions, sectors, counted, contributions);
  }

  private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
