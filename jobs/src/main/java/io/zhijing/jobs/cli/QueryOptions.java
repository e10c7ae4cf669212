package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.tables.Table;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.simulation.SimulatedYear;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every question has: of whom, over which days, and how the answer looks. */
final class QueryOptions {
  private static final int ON_A_SCREEN = 50;

  @Mixin private ServersOption servers;

  @Option(
      names = "--pack",
      defaultValue = DemoCommand.DEFAULT_PACK,
      paramLabel = "PACK",
      descriptionKey = "explain.option.pack",
      description = "The pack of the job (default: ${DEFAULT-VALUE}).")
  private String packName;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      descriptionKey = "report.option.from",
      description = "First day.")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      descriptionKey = "report.option.to",
      description = "Last day.")
  private LocalDate to;

  @Option(
      names = "--format",
      defaultValue = "TABLE",
      paramLabel = "table|csv|json|xlsx",
      descriptionKey = "query.option.format",
      description = "What to write (default: table; all but table are complete).")
  private Format format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      descriptionKey = "query.option.limit",
      description = "How many rows at most (default: 50 in a table, else all).")
  private Integer limit;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      descriptionKey = "query.option.out",
      description = "Where to (default: the screen).")
  private Path file;

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      descriptionKey = "query.option.lang",
      description = "Language of names (default: that of the screen).")
  private String language;

  @Option(
      names = "--simulated",
      negatable = true,
      descriptionKey = "query.option.simulated",
      description = "Say that the data are simulated (default: if they are those of a demo here).")
  private Boolean isSimulated;

  /** What the answer looks like. */
  enum Format {
    TABLE(""),
    CSV(Table.CSV),
    JSON(Table.JSON),
    XLSX(Table.XLSX);

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    /** On a screen the mark of a CSV file would only be in the way. */
    String mediaType(boolean isFile) {
      return this == CSV && !isFile ? Table.PLAIN_CSV : mediaType;
    }
  }

  /** Opens what the question is asked of; the faults of the options are found first. */
  QueryDesk open(Locale locale) throws SettingsFaults, PackFaults {
    List<String> faults = new ArrayList<>();
    if (from != null && to != null && to.isBefore(from)) {
      faults.add(new Messages(locale).text("report.backwards", from.toString(), to.toString()));
    }
    if (limit != null && limit < 1) {
      faults.add(new Messages(locale).text("query.bad-limit", limit.toString()));
    }
    if (format == Format.XLSX && file == null) {
      faults.add(new Messages(locale).text("query.needs-file"));
    }
    if (!faults.isEmpty()) {
      throw new SettingsFaults(faults);
    }
    Pack pack = new PackWatch(packName).load();
    boolean says =
        isSimulated == null ? servers.isDemo() && SimulatedYear.isOffered(pack) : isSimulated;
    String names = language == null ? locale.getLanguage() : language;
    return QueryDesk.open(servers.servers().elasticsearch(), pack, names, says);
  }

  String packName() {
    return packName;
  }

  Format format() {
    return format;
  }

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  Optional<LocalDate> from() {
    return Optional.ofNullable(from);
  }

  Optional<LocalDate> to() {
    return Optional.ofNullable(to);
  }

  /** Most rows; empty for all. */
  Optional<Integer> limit() {
    return Optional.ofNullable(limit)
        .or(() -> format == Format.TABLE ? Optional.of(ON_A_SCREEN) : Optional.empty());
  }
}
