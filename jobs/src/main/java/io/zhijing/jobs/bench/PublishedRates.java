package io.zhijing.jobs.bench;

import io.zhijing.connectors.file.Pack;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
record PublishedRates(
    List<Category> categories, List<Share> hazards, double testsAYear, double complaintsAYear) {
  /** People of the country, of Jiujiang (360400) and of the region: census of 2020. */
  private static final double PEOPLE_OF_COUNTRY = 1_411_778_724;

  private static final double PEOPLE_OF_CITY = 4_600_276;
  private static final double PEOPLE_OF_REGION = 24_049_155;
  private static final String SHIPPED = "/bench/inner-mongolia/rates.csv";
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

  /** A category of products. */
  record Category(String sector, double shareOfTests, double rate) {}

  /** A hazard's share of what failed. */
  record Share(String hazard, double share) {}

  /** The rates that come with the program. */
  static PublishedRates shipped(Pack pack) throws IOException {
    try (Reader reader =
        new InputStreamReader(
            PublishedRates.class.getResourceAsStream(SHIPPED), StandardCharsets.UTF_8)) {
      return of(BenchTable.read(Path.of(SHIPPED), reader), Path.of(SHIPPED), pack);
    }
  }

  /**
   * The rates of a table.
   *
   * @throws IOException if rates are missing or no numbers
   */
  static PublishedRates read(Path file, Pack pack) throws IOException {
    return of(BenchTable.read(file), file, pack);
  }

  private static PublishedRates of(BenchTable table, Path file, Pack pack) throws IOException {
    Map<String, String> sectors = new HashMap<>();
    pack.products().forEach(product -> sectors.put(product.nameZh(), product.sector()));
    List<Category> counted = new ArrayList<>();
    Map<String, Double> hazards = new HashMap<>();
    double tests = 0;
    double testsAYear = 0;
    double complaints = 0;
    for (Map<String, String> row : table.rows()) {
      String kind = row.get("stream") + " " + row.get("period");
      String category = row.get("category");
      if (kind.equals("food_sampling 2022") && category.equals(TOTAL)) {
        testsAYear = BenchTable.number(file, row, "n") * PEOPLE_OF_REGION / PEOPLE_OF_COUNTRY;
      } else if (kind.equals("food_sampling 2019H2") && sectors.containsKey(category)) {
        double n = BenchTable.number(file, row, "n");
        double rate = BenchTable.number(file, row, "nonconforming") / n;
        counted.add(new Category(sectors.get(category), n, rate));
        tests += n;
      } else if (kind.equals("food_sampling_item_share 2022") && HAZARDS.containsKey(category)) {
        hazards.merge(HAZARDS.get(category), BenchTable.number(file, row, "rate_pct"), Double::sum);
      } else if (kind.equals("complaint_12315 2024H1") && category.equals("投诉")) {
        double aYear = 2 * BenchTable.number(file, row, "n");
        complaints = aYear * PEOPLE_OF_REGION / PEOPLE_OF_CITY;
      }
    }
    if (counted.isEmpty() || hazards.isEmpty() || testsAYear == 0 || complaints == 0) {
      throw new IOException(file + " lacks the rates of 2019H2, 2022 or 2024H1");
    }
    double total = tests;
    List<Category> categories =
        counted.stream()
            .map(each -> new Category(each.sector(), each.shareOfTests() / total, each.rate()))
            .toList();
    double all = hazards.values().stream().mapToDouble(Double::doubleValue).sum();
    List<Share> shares =
        hazards.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> new Share(each.getKey(), each.getValue() / all))
            .toList();
    return new PublishedRates(categories, shares, testsAYear, complaints);
  }
}
