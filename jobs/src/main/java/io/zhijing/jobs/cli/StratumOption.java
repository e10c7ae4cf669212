package io.zhijing.jobs.cli;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Stratum;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A stratum, by its key or by what it is. */
final class StratumOption {
  @Option(
      names = "--stratum",
      paramLabel = "KEY",
      descriptionKey = "query.option.stratum",
      description = "Key of a stratum, such as \"inspection;region=150600\".")
  private String key;

  @Option(
      names = "--stream",
      paramLabel = "STREAM",
      descriptionKey = "query.option.stream",
      description = "Which reports: inspection, complaint, ecommerce or notification.")
  private String stream;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      descriptionKey = "query.option.region",
      description = "Region, code or name.")
  private String region;

  @Option(
      names = "--producer",
      paramLabel = "REGION",
      descriptionKey = "query.option.producer",
      description = "Region of the producer, code or name.")
  private String producer;

  @Option(
      names = "--sector",
      paramLabel = "SECTOR",
      descriptionKey = "query.option.sector",
      description = "Sector, code or name.")
  private String sector;

  @Option(
      names = "--hazard",
      paramLabel = "HAZARD",
      descriptionKey = "query.option.hazard",
      description = "Hazard, code or name.")
  private String hazard;

  @Option(
      names = "--enterprise",
      paramLabel = "FIRM",
      descriptionKey = "query.option.enterprise",
      description = "Code of a firm.")
  private String enterprise;

  /** The stratum; empty if none was typed. */
  Optional<Stratum> stratum(QueryNodes nodes) {
    Map<Dimension, String> typed = new EnumMap<>(Dimension.class);
    put(typed, Dimension.REGION, region);
    put(typed, Dimension.PRODUCER, producer);
    put(typed, Dimension.SECTOR, sector);
    put(typed, Dimension.HAZARD, hazard);
    put(typed, Dimension.ENTERPRISE, enterprise);
    return nodes.stratum(key, stream, typed);
  }

  private static void put(Map<Dimension, String> typed, Dimension dimension, String spelling) {
    if (spelling != null) {
      typed.put(dimension, spelling);
    }
  }
}
