package io.zhijing.dashboards.targets;

import io.zhijing.connectors.file.Pack;
import io.zhijing.dashboards.targets.PlanTarget.Comparator;
import io.zhijing.dashboards.targets.PlanTarget.Kind;
import io.zhijing.dashboards.targets.TargetTable.Row;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Taxonomy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The targets of a pack's plan, and which of them the counts can answer. Both stand in the pack's
 * folder: {@value #FILE}, facts of an official document, and {@value #SOURCES}, our reading of it.
 *
 * @param all in the order of the plan
 * @param sources for a target what its rate is counted from; a target without one is for officers
 */
public record PlanTargets(List<PlanTarget> all, Map<String, Source> sources) {
  private static final String FILE = "targets.csv";
  private static final String SOURCES = "target-sources.csv";

  /** Copies both. */
  public PlanTargets {
    all = List.copyOf(all);
    sources = Map.copyOf(sources);
  }

  /**
   * Passed tests of all tests in some sectors.
   *
   * @param stream whose tests
   * @param plus sectors whose tests count, none within another
   * @param minus sectors within these whose tests do not
   */
  public record Source(ReportStream stream, List<String> plus, List<String> minus) {
    /** Copies the lists. */
    public Source {
      plus = List.copyOf(plus);
      minus = List.copyOf(minus);
    }
  }

  /** Whether the pack has a plan with targets. */
  public static boolean isThere(Pack pack) {
    try (InputStream file = pack.files().open(FILE)) {
      return file != null;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Reads them.
   *
   * @throws TargetFaults naming every fault
   */
  public static PlanTargets of(Pack pack) throws TargetFaults {
    List<String> faults = new ArrayList<>();
    Map<String, PlanTarget> targets = new LinkedHashMap<>();
    for (Row row : rows(pack, FILE, List.of("id", "comparator", "target_2020", "kind"), faults)) {
      target(row)
          .ifPresent(
              target -> {
                if (targets.put(target.id(), target) != null) {
                  row.fault("the target " + target.id() + " is given twice");
                }
              });
    }
    Map<String, Source> sources = sources(pack, targets, faults);
    if (!faults.isEmpty()) {
      throw new TargetFaults(faults);
    }
    return new PlanTargets(List.copyOf(targets.values()), sources);
  }

  private static List<Row> rows(Pack pack, String name, List<String> columns, List<String> faults) {
    try (Reader reader = new InputStreamReader(pack.files().open(name), StandardCharsets.UTF_8)) {
      return new TargetTable(name, faults).rows(reader, columns);
    } catch (IOException e) {
      faults.add(name + ": cannot be read: " + e.getMessage());
      return List.of();
    }
  }

  private static Optional<PlanTarget> target(Row row) {
    Optional<Comparator> comparator = Comparator.ofSign(row.text("comparator"));
    if (comparator.isEmpty()) {
      row.fault("comparator: '" + row.text("comparator") + "' is none");
    }
    Optional<Kind> kind = kind(row.text("kind"));
    if (kind.isEmpty()) {
      row.fault("kind: '" + row.text("kind") + "' is none");
    }
    String id = row.needed("id");
    String nameZh = row.needed("name_zh");
    if (comparator.isEmpty() || kind.isEmpty() || id.isEmpty() || nameZh.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PlanTarget(
            id,
            row.text("domain"),
            row.text("name_en").isEmpty() ? nameZh : row.text("name_en"),
            nameZh,
            comparator.get(),
            row.number("target_2020"),
            row.text("unit"),
            row.number("baseline_2015"),
            kind.get()));
  }

  private static Optional<Kind> kind(String text) {
    for (Kind each : Kind.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static Map<String, Source> sources(
      Pack pack, Map<String, PlanTarget> targets, List<String> faults) {
    Map<String, Source> sources = new LinkedHashMap<>();
    List<String> columns = List.of("target", "stream", "sector", "part");
    for (Row row : rows(pack, SOURCES, columns, faults)) {
      Taxonomy sectors = pack.taxonomies().get(Dimension.SECTOR);
      PlanTarget target = targets.get(row.text("target"));
      if (target == null || target.kind() != Kind.RATE) {
        row.fault("target: '" + row.text("target") + "' is no rate of the plan");
      }
      if (!sectors.tree().contains(row.text("sector"))) {
        row.fault("sector: there is no sector '" + row.text("sector") + "'");
      }
      Optional<ReportStream> stream = stream(row.text("stream"));
      if (stream.isEmpty()) {
        row.fault("stream: '" + row.text("stream") + "' has no tests");
        continue;
      }
      Source before =
          sources.getOrDefault(row.text("target"), new Source(stream.get(), List.of(), List.of()));
      sources.put(row.text("target"), extended(before, row, sectors));
    }
    return sources;
  }

  private static Source extended(Source source, Row row, Taxonomy sectors) {
    String sector = row.text("sector");
    List<String> plus = new ArrayList<>(source.plus());
    List<String> minus = new ArrayList<>(source.minus());
    boolean isWithin = sectors.lineage(sector).stream().anyMatch(plus::contains);
    switch (row.text("part")) {
      case "plus" -> {
        if (isWithin) {
          row.fault("sector: '" + sector + "' is counted already");
        }
        plus.add(sector);
      }
      case "minus" -> {
        if (!isWithin) {
          row.fault("sector: '" + sector + "' is not within what is counted above it");
        }
        minus.add(sector);
      }
      default -> row.fault("part: '" + row.text("part") + "' is neither plus nor minus");
    }
    return new Source(source.stream(), plus, minus);
  }

  private static Optional<ReportStream> stream(String code) {
    for (ReportStream each : ReportStream.values()) {
      if (each.code().equals(code) && each.hasTrials()) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The target of an id, if the plan has it. */
  public Optional<PlanTarget> find(String id) {
    return all.stream().filter(each -> each.id().equals(id)).findFirst();
  }
}
