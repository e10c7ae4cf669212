package io.zhijing.jobs.simulation;

import io.zhijing.connectors.file.Pack;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Taxonomy;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The incidents of a pack's simulated year, as its people wrote them down. */
final class Incidents {
  private static final String FILE = "simulation/incidents.csv";
  private static final String LIST = ";";

  private Incidents() {}

  static boolean isThere(Pack pack) {
    try (InputStream file = pack.files().open(FILE)) {
      return file != null;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Reads them.
   *
   * @throws IOException naming every fault, if there is any
   */
  static List<Incident> of(Pack pack) throws IOException {
    List<Incident> incidents = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Map<String, String> row : SimulationFiles.rows(pack, FILE)) {
      incident(row, pack, faults).ifPresent(incidents::add);
    }
    if (!faults.isEmpty()) {
      throw new IOException(FILE + ": " + String.join("; ", faults));
    }
    return List.copyOf(incidents);
  }

  private static Optional<Incident> incident(
      Map<String, String> row, Pack pack, List<String> faults) {
    String id = row.getOrDefault("id", "");
    int before = faults.size();
    Optional<Incident.Effect> effect = Incident.Effect.ofCode(row.getOrDefault("effect", ""));
    if (effect.isEmpty()) {
      faults.add(id + ": unknown effect " + row.get("effect"));
    }
    List<String> where = list(row.get("where"));
    List<String> what = list(row.get("what"));
    check(id, where, pack.taxonomies().get(Dimension.REGION), faults);
    check(id, what, pack.taxonomies().get(Dimension.SECTOR), faults);
    if (where.isEmpty()) {
      faults.add(id + ": happens nowhere");
    }
    double size = 0;
    int days = 0;
    LocalDate first = null;
    try {
      size = Double.parseDouble(row.getOrDefault("size", ""));
      days = Integer.parseInt(row.getOrDefault("days", ""));
      first = LocalDate.parse(row.getOrDefault("first", ""));
    } catch (NumberFormatException | DateTimeParseException e) {
      faults.add(id + ": " + e.getMessage());
    }
    return faults.size() > before
        ? Optional.empty()
        : Optional.of(
            new Incident(
                id,
                effect.orElseThrow(),
                size,
                row.getOrDefault("stream", ""),
                where,
                what,
                row.getOrDefault("hazard", ""),
                first,
                days,
                row.getOrDefault("name_en", ""),
                row.getOrDefault("name_zh", "")));
  }

  private static List<String> list(String field) {
    return field == null
        ? List.of()
        : Stream.of(field.split(LIST)).map(String::strip).filter(each -> !each.isEmpty()).toList();
  }

  private static void check(String id, List<String> codes, Taxonomy taxonomy, List<String> faults) {
    for (String code : codes) {
      if (!taxonomy.tree().contains(code)) {
        faults.add(id + ": unknown code " + code);
      }
    }
  }
}
