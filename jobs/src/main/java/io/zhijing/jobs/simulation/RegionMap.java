package io.zhijing.jobs.simulation;

import io.zhijing.connectors.file.Pack;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Tree;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The smallest regions of a pack: where they are, how many live there, and who is beside whom.
 *
 * @param codes of the regions; all else is in their order
 * @param coordinates longitude and latitude in degrees
 * @param population people
 * @param neighbours indices of the regions beside each, ascending
 */
public record RegionMap(
    List<String> codes, double[][] coordinates, double[] population, int[][] neighbours) {

  private static final String FILE = "regions.csv";
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  /**
   * The regions of a pack that have none below them and a population.
   *
   * @throws IOException if the pack's table of regions cannot be read or lacks coordinates
   */
  public static RegionMap of(Pack pack) throws IOException {
    Set<String> parents = new HashSet<>();
    for (Tree.Node node : pack.taxonomies().get(Dimension.REGION).tree().nodes()) {
      parents.add(node.parent());
    }
    List<String> codes = new ArrayList<>();
    List<double[]> coordinates = new ArrayList<>();
    List<Double> population = new ArrayList<>();
    try (Reader reader = new InputStreamReader(pack.files().open(FILE), StandardCharsets.UTF_8)) {
      for (CSVRecord row : FORMAT.parse(reader)) {
        if (!parents.contains(row.get("code")) && !row.get("population_2020").isBlank()) {
          codes.add(row.get("code"));
          coordinates.add(new double[] {number(row, "lon"), number(row, "lat")});
          population.add(number(row, "population_2020"));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(FILE + ": " + e.getMessage(), e);
    }
    return new RegionMap(
        List.copyOf(codes),
        coordinates.toArray(double[][]::new),
        population.stream().mapToDouble(Double::doubleValue).toArray(),
        neighbours(codes, pack.neighbours()));
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }

  private static int[][] neighbours(List<String> codes, Map<String, List<String>> neighbours) {
    Map<String, Integer> index = new HashMap<>();
    codes.forEach(code -> index.put(code, index.size()));
    return codes.stream()
        .map(
            code ->
                neighbours.getOrDefault(code, List.of()).stream()
                    .filter(index::containsKey)
                    .mapToInt(index::get)
                    .sorted()
                    .toArray())
        .toArray(int[][]::new);
  }

  /** Number of regions. */
  public int size() {
    return codes.size();
  }
}
