package io.zhijing.connectors.file;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Facet;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Spelling;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.rules.Routing;
import io.zhijing.detection.rules.RuleSet;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that makes the monitor the monitor of one authority, loaded and found free of faults
 * by {@link PackLoader}. Immutable.
 *
 * @param id kebab-case name, also the folder's
 * @param nameEn English name
 * @param nameZh Chinese name
 * @param zone the zone of the authority's calendar days
 * @param taxonomies one for each dimension that the pack knows
 * @param neighbours for a region code the codes of the regions beside it, symmetric
 * @param facets what is counted
 * @param productSectors sector code by normalised product code or name
 * @param products the listed products
 * @param departments who is responsible for what
 * @param routing which department leads and which ones help
 * @param dataFiles data that comes with the pack, and how it is read
 * @param mapping how a CSV file of this authority is read when nothing else is said
 * @param lowestScore score that the lowest level needs, calibrated on what the pack watches; empty
 *     if it never was
 * @param streamScores what is added to the scores that levels need, by stream
 * @param files the pack's own files, to open a data file or the map
 */
public record Pack(
    String id,
    String nameEn,
    String nameZh,
    ZoneId zone,
    Map<Dimension, Taxonomy> taxonomies,
    Map<String, List<String>> neighbours,
    List<Facet> facets,
    Map<String, String> productSectors,
    List<Product> products,
    List<Department> departments,
    Routing routing,
    List<DataFile> dataFiles,
    CsvMapping mapping,
    OptionalDouble lowestScore,
    Map<ReportStream, Double> streamScores,
    PackFiles files) {

  /**
   * A product or product category.
   *
   * @param code unique in the pack
   * @param nameEn English name
   * @param nameZh Chinese name
   * @param sector code of its sector
   * @param department code of the department in charge, may be empty
   * @param key whether the authority lists it as a key product (重点产品)
   */
  public record Product(
      String code, String nameEn, String nameZh, String sector, String department, boolean key) {}

  /**
   * A department that risks are routed to.
   *
   * @param code unique in the pack
   * @param nameEn English name
   * @param nameZh Chinese name
   * @param hotline its hotline, may be empty
   * @param hazards codes of the hazards that are its task
   */
  public record Department(
      String code, String nameEn, String nameZh, String hotline, List<String> hazards) {}

  /**
   * A data file that comes with the pack.
   *
   * @param path within the pack
   * @param mapping how its columns are read
   */
  public record DataFile(String path, CsvMapping mapping) {}

  /** The rules when nobody configured anything: standard, at the pack's calibrated scores. */
  public RuleSet standardRules() {
    RuleSet standard = RuleSet.standard();
    RuleSet calibrated =
        lowestScore.isPresent() ? standard.withLowestScore(lowestScore.getAsDouble()) : standard;
    return calibrated.withStreamScores(streamScores);
  }

  /** The sector of a product given by code or name, if the pack lists it. */
  public Optional<String> sectorOfProduct(String product) {
    return Optional.ofNullable(productSectors.get(Spelling.normalise(product)));
  }
}
