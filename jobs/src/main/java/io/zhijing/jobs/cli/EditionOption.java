package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.Pack;
import io.zhijing.dashboards.kibana.generate.Edition;
import io.zhijing.dashboards.kibana.generate.Edition.Authority;
import io.zhijing.dashboards.kibana.generate.Edition.Opening;
import io.zhijing.dashboards.kibana.source.Language;
import io.zhijing.dashboards.regions.RegionShapes;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Tree;
import io.zhijing.jobs.simulation.SimulatedYear;
import java.time.LocalDate;
import java.util.Locale;
import picocli.CommandLine.Option;

/** For whom dashboards are made. */
final class EditionOption {
  private static final int DIVISIONS = 2;

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      descriptionKey = "dashboards.option.lang",
      description = "Language of the dashboards (default: zh). Both can be installed.")
  private String language = "zh";

  @Option(
      names = "--console",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      descriptionKey = "dashboards.option.console",
      description = "Address of the web console, for links (default: ${DEFAULT-VALUE}).")
  private String console;

  @Option(
      names = "--pack",
      defaultValue = DemoCommand.DEFAULT_PACK,
      paramLabel = "PACK",
      descriptionKey = "explain.option.pack",
      description = "The pack of the job (default: ${DEFAULT-VALUE}).")
  private String pack;

  @Option(
      names = "--simulated",
      negatable = true,
      descriptionKey = "dashboards.option.simulated",
      description =
          "Say on every dashboard that the data are simulated (default: if they are those of a demo here).")
  private Boolean isSimulated;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      descriptionKey = "dashboards.option.from",
      description = "Beginning of the time range shown first, a day or such as now-30d.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      descriptionKey = "dashboards.option.to",
      description = "Its end.")
  private String to;

  @Option(
      names = "--no-map",
      descriptionKey = "dashboards.option.no-map",
      description = "Leave the map out, and Elasticsearch alone.")
  private boolean isWithoutMap;

  String pack() {
    return pack;
  }

  boolean isWithoutMap() {
    return isWithoutMap;
  }

  /**
   * The edition.
   *
   * @param isDemo whether the data may be those of a demo here
   * @param canDraw whether Elasticsearch can draw shapes
   */
  Edition edition(Pack loaded, String prefix, boolean isDemo, boolean canDraw) {
    boolean says = isSimulated == null ? isDemo && SimulatedYear.isOffered(loaded) : isSimulated;
    SimulatedYear.Plan plan = SimulatedYear.Plan.standard();
    Opening usual = Opening.usual();
    LocalDate last = plan.last();
    return new Edition(
        prefix,
        language.toLowerCase(Locale.ROOT).startsWith("en") ? Language.EN : Language.ZH,
        console,
        new Authority(
            canDraw && !isWithoutMap && RegionShapes.areThere(loaded), sectorLevel(loaded)),
        new Opening(
            given(from, says ? plan.first().toString() : usual.from()),
            // To its last moment: a bare day is its first.
            given(to, says ? last + "T23:59:59.999" : usual.to()),
            says));
  }

  private static String given(String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  /** Divisions where the tree has them, else what stands right below the root. */
  private static int sectorLevel(Pack pack) {
    Tree sectors = pack.taxonomies().get(Dimension.SECTOR).tree();
    return sectors.nodes().stream().anyMatch(node -> sectors.depth(node.code()) >= DIVISIONS)
        ? DIVISIONS
        : 1;
  }
}
