package io.zhijing.jobs.simulation;

import io.zhijing.connectors.file.Pack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Published rates that a region is simulated from: food sampling by category, what failed, and
 * complaints by head. Read from a table of {@code scope, stream, period, category, n,
 * nonconforming, rate_pct, source}.
 *
 * @param categories of products, their shares summing to 1
 * @param hazards their shares summing to 1
 * @param testsAYear tests a year of the region, by its share of the country's people
 * @param complaintsAYear complaints a year of the region, by a city's complaints a head
 */
public record PublishedRates(
    List<Category> categories, List<Share> hazards, double testsAYear, double complaintsAYear) {
  /** People of the country, of Jiujiang (360400) and of the region: census of 2020. */
  private static final double PEOPLE_OF_COUNTRY = 1_411_778_724;

  private static final double PEOPLE_OF_CITY = 4_600_276;
  private static final double PEOPLE_OF_REGION = 24_049_155;
  private static final String SHIPPED = "simulation/rates.csv";
  private static final String TOTAL = "合计";
  private static final Map<String, String> HAZARDS =
      Map.of(
          "农药残留超标", "pesticide-residue",
          "兽药残留超标", "pesticide-residue",
          "微生物污染", "microbial",
          "有机物污染", "mycotoxin",
          "超范围超限量使用食品添加剂", "food-additive",
          "重金属等污染", "heavy-metal",
          "质量指标不达标", "quality-indicator");

  /**
   * A category of products.
   *
   * @param product its Chinese name
   * @param sector code of its sector
   * @param shareOfTests of all tests
   * @param rate share of its tests that fail
   */
  public record Category(String product, String sector, double shareOfTests, double rate) {}

  /** A hazard's share of what failed. */
  public record Share(String hazard, double share) {}

  /**
   * The rates that come with a pack.
   *
   * @throws IOException if it has none
   */
  public static PublishedRates shipped(Pack pack) throws IOException {
    return of(SimulationFiles.rows(pack, SHIPPED), SHIPPED, pack);
  }

  /**
   * The rates of a table.
   *
   * @param rows fields by column name
   * @param name what messages call it
   * @throws IOException if rates are missing or no numbers
   */
  public static PublishedRates of(List<Map<String, String>> rows, String name, Pack pack)
      throws IOException {
    Map<String, String> sectors = new HashMap<>();
    pack.products().forEach(product -> sectors.put(product.nameZh(), product.sector()));
    List<Category> counted = new ArrayList<>();
    Map<String, Double> hazards = new HashMap<>();
    double tests = 0;
    double testsAYear = 0;
    double complaints = 0;
    for (Map<String, String> row : rows) {
      String kind = row.get("stream") + " " + row.get("period");
      String category = row.get("category");
      if (kind.equals("food_sampling 2022") && category.equals(TOTAL)) {
        testsAYear = number(name, row, "n") * PEOPLE_OF_REGION / PEOPLE_OF_COUNTRY;
      } else if (kind.equals("food_sampling 2019H2") && sectors.containsKey(category)) {
        double n = number(name, row, "n");
        double rate = number(name, row, "nonconforming") / n;
        counted.add(new Category(category, sectors.get(category), n, rate));
        tests += n;
      } else if (kind.equals("food_sampling_item_share 2022") && HAZARDS.containsKey(category)) {
        hazards.merge(HAZARDS.get(category), number(name, row, "rate_pct"), Double::sum);
      } else if (kind.equals("complaint_12315 2024H1") && category.equals("投诉")) {
        complaints = 2 * number(name, row, "n") * PEOPLE_OF_REGION / PEOPLE_OF_CITY;
      }
    }
    if (counted.isEmpty() || hazards.isEmpty() || testsAYear == 0 || complaints == 0) {
      throw new IOException(name + " lacks the rates of 2019H2, 2022 or 2024H1");
    }
    return new PublishedRates(shared(counted, tests), shared(hazards), testsAYear, complaints);
  }

  private static List<Category> shared(List<Category> counted, double tests) {
    return counted.stream()
        .map(
            each ->
                new Category(
                    each.product(), each.sector(), each.shareOfTests() / tests, each.rate()))
        .toList();
  }

  private static List<Share> shared(Map<String, Double> hazards) {
    double all = hazards.values().stream().mapToDouble(Double::doubleValue).sum();
    return hazards.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> new Share(each.getKey(), each.getValue() / all))
        .toList();
  }

  private static double number(String name, Map<String, String> row, String column)
      throws IOException {
    return SimulationFiles.number(name, row, column);
  }
}
