package io.zhijing.connectors.file;

import io.zhijing.connectors.file.Pack.DataFile;
import io.zhijing.connectors.file.Pack.Department;
import io.zhijing.connectors.file.Pack.Product;
import io.zhijing.connectors.file.PackFaults.Kind;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Facet;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Spelling;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Loads a pack, or says everything that is wrong with it in one {@link PackFaults}. */
public final class PackLoader {

  static final String PACK = "pack.yaml";

  private static final Pattern SCORE = Pattern.compile("[1-9]\\d?(\\.\\d{1,3})?");
  private static final Pattern SHIFT = Pattern.compile("-?\\d(\\.\\d{1,3})?");
  private static final Tree.Node FIRMS = new Tree.Node("enterprises", "All firms", "全部企业", "");

  private final PackFiles files;
  private final FaultLog log = new FaultLog();
  private final Map<Dimension, Taxonomy> taxonomies = new EnumMap<>(Dimension.class);
  private final Map<Dimension, Set<String>> codes = new EnumMap<>(Dimension.class);

  private PackLoader(PackFiles files) {
    this.files = files;
  }

  /** The pack in a folder. */
  public static Pack load(Path folder) throws PackFaults {
    return load(PackFiles.in(folder));
  }

  /** The pack that comes with the program under the given id. */
  public static Pack builtIn(String id) throws PackFaults {
    return load(PackFiles.builtIn(id));
  }

  /** The pack that settings name: the id of a built-in one, or a folder if it has a separator. */
  public static Pack named(String pack) throws PackFaults {
    boolean isPath = pack.contains("/") || pack.contains("\\");
    return isPath ? load(Path.of(pack)) : builtIn(pack);
  }

  /** The pack in the given place. */
  public static Pack load(PackFiles files) throws PackFaults {
    PackLoader loader = new PackLoader(files);
    Pack pack = loader.read();
    if (!loader.log.faults().isEmpty()) {
      throw new PackFaults(files.place(), loader.log.faults());
    }
    return pack;
  }

  private Pack read() throws PackFaults {
    Settings settings = Settings.read(files, PACK, log);
    if (!settings.readable()) {
      throw new PackFaults(files.place(), log.faults());
    }
    settings.allow(
        Set.of(
            "id",
            "name_en",
            "name_zh",
            "zone",
            "facets",
            "taxonomies",
            "neighbours",
            "products",
            "departments",
            "routing",
            "mapping",
            "lowest_score",
            "stream_scores",
            "data"));
    String id = settings.needed("id");
    ZoneId zone = zone(settings.needed("zone"));
    readTaxonomies(settings.at("taxonomies"));
    List<Facet> facets = new FacetReader(codes.keySet(), log).read(settings);
    Map<String, List<String>> neighbours =
        settings.has("neighbours") ? neighbours(settings.text("neighbours")) : Map.of();
    List<Department> departments = departments(settings.needed("departments"));
    List<Product> products =
        settings.has("products") ? products(settings.text("products"), departments) : List.of();
    return new Pack(
        id,
        settings.needed("name_en"),
        settings.needed("name_zh"),
        zone,
        Map.copyOf(taxonomies),
        neighbours,
        facets,
        productSectors(products),
        products,
        departments,
        new RoutingReader(files, codes, log)
            .read(settings.needed("routing"), departments, products),
        dataFiles(settings),
        MappingReader.read(files, settings.needed("mapping"), log),
        lowestScore(settings),
        streamScores(settings.at("stream_scores")),
        files);
  }

  private static OptionalDouble lowestScore(Settings settings) {
    if (!settings.has("lowest_score")) {
      return OptionalDouble.empty();
    }
    String text = settings.text("lowest_score");
    if (!SCORE.matcher(text).matches()) {
      settings.fault("lowest_score must be a number from 1 to 99, not '" + text + "'");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Double.parseDouble(text));
  }

  private static Map<ReportStream, Double> streamScores(Settings settings) {
    Map<ReportStream, Double> scores = new EnumMap<>(ReportStream.class);
    for (ReportStream stream : ReportStream.values()) {
      String text = settings.text(stream.code());
      if (SHIFT.matcher(text).matches()) {
        scores.put(stream, Double.parseDouble(text));
      } else if (settings.has(stream.code())) {
        settings.fault(
            "stream_scores."
                + stream.code()
                + " must be a number from -9 to 9, not '"
                + text
                + "'");
      }
    }
    settings.allow(
        Arrays.stream(ReportStream.values()).map(ReportStream::code).collect(Collectors.toSet()));
    return scores;
  }

  private ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      log.add(PACK, 0, Kind.BAD_ZONE, "there is no time zone '" + zone + "'");
      return ZoneOffset.UTC;
    }
  }

  private void readTaxonomies(Settings settings) {
    TaxonomyReader reader = new TaxonomyReader(files, log);
    for (String key : settings.keys()) {
      Optional<Dimension> dimension = dimension(key);
      if (dimension.equals(Optional.of(Dimension.ENTERPRISE))) {
        settings.fault("taxonomies: firms are not listed, every code is one");
        continue;
      }
      if (dimension.isEmpty()) {
        log.add(PACK, 0, Kind.UNKNOWN_DIMENSION, "taxonomies: there is no dimension '" + key + "'");
        continue;
      }
      Settings one = settings.at(key);
      one.allow(Set.of("nodes", "aliases", "rules", "open"));
      TaxonomyReader.Result result =
          reader.read(
              new TaxonomyReader.Source(
                  one.needed("nodes"), one.list("aliases"), one.text("rules"), one.flag("open")));
      codes.put(dimension.get(), result.codes());
      result.taxonomy().ifPresent(taxonomy -> taxonomies.put(dimension.get(), taxonomy));
    }
    codes.put(Dimension.ENTERPRISE, Set.of());
    taxonomies.put(Dimension.ENTERPRISE, Taxonomy.flat(FIRMS));
    for (Dimension needed : List.of(Dimension.REGION, Dimension.SECTOR)) {
      if (!codes.containsKey(needed)) {
        settings.fault("a pack needs a taxonomy of the dimension '" + needed.code() + "'");
      }
    }
  }

  static Optional<Dimension> dimension(String code) {
    return Arrays.stream(Dimension.values()).filter(d -> d.code().equals(code)).findFirst();
  }

  private boolean exists(Dimension dimension, String code) {
    return codes.getOrDefault(dimension, Set.of()).contains(code);
  }

  private Map<String, List<String>> neighbours(String file) {
    Map<String, List<String>> neighbours = new TreeMap<>();
    List<PackTable.Row> rows = PackTable.read(files, file, List.of("code", "neighbour"), log);
    for (PackTable.Row row : rows) {
      for (String column : List.of("code", "neighbour")) {
        if (!exists(Dimension.REGION, row.get(column))) {
          String text = "there is no region '" + row.get(column) + "'";
          log.add(file, row.line(), Kind.UNKNOWN_NEIGHBOUR, text);
        }
      }
      neighbours.computeIfAbsent(row.get("code"), c -> new ArrayList<>()).add(row.get("neighbour"));
    }
    for (PackTable.Row row : rows) {
      String code = row.get("code");
      String other = row.get("neighbour");
      if (!neighbours.getOrDefault(other, List.of()).contains(code) || code.equals(other)) {
        log.add(
            file,
            row.line(),
            Kind.ASYMMETRIC_NEIGHBOUR,
            "'" + code + "' names '" + other + "' but not the other way round");
      }
    }
    return neighbours;
  }

  private List<Department> departments(String file) {
    List<Department> departments = new ArrayList<>();
    List<String> columns = List.of("code", "name_en", "name_zh", "hotline", "hazards");
    for (PackTable.Row row : PackTable.read(files, file, columns, log)) {
      List<String> hazards =
          Arrays.stream(row.get("hazards").split(";")).filter(h -> !h.isBlank()).toList();
      for (String hazard : hazards) {
        if (!exists(Dimension.HAZARD, hazard)) {
          log.add(file, row.line(), Kind.UNKNOWN_REFERENCE, "there is no hazard '" + hazard + "'");
        }
      }
      departments.add(
          new Department(
              row.get("code"),
              row.get("name_en"),
              row.get("name_zh"),
              row.get("hotline"),
              hazards));
    }
    return List.copyOf(departments);
  }

  private List<Product> products(String file, List<Department> departments) {
    Set<String> known = new LinkedHashSet<>(departments.stream().map(Department::code).toList());
    Set<String> seen = new LinkedHashSet<>();
    List<Product> products = new ArrayList<>();
    List<String> columns = List.of("code", "name_en", "name_zh", "sector", "department", "key");
    for (PackTable.Row row : PackTable.read(files, file, columns, log)) {
      if (!exists(Dimension.SECTOR, row.get("sector"))) {
        String text = "there is no sector '" + row.get("sector") + "'";
        log.add(file, row.line(), Kind.UNKNOWN_SECTOR, text);
      }
      if (!row.get("department").isEmpty() && !known.contains(row.get("department"))) {
        String text = "there is no department '" + row.get("department") + "'";
        log.add(file, row.line(), Kind.UNKNOWN_REFERENCE, text);
      }
      if (!seen.add(row.get("code"))) {
        String text = "the code '" + row.get("code") + "' is given twice";
        log.add(file, row.line(), Kind.DUPLICATE_CODE, text);
      }
      products.add(
          new Product(
              row.get("code"),
              row.get("name_en"),
              row.get("name_zh"),
              row.get("sector"),
              row.get("department"),
              Boolean.parseBoolean(row.get("key"))));
    }
    return List.copyOf(products);
  }

  private static Map<String, String> productSectors(List<Product> products) {
    Map<String, String> sectors = new HashMap<>();
    for (Product product : products) {
      for (String name : List.of(product.code(), product.nameEn(), product.nameZh())) {
        sectors.putIfAbsent(Spelling.normalise(name), product.sector());
      }
    }
    return sectors;
  }

  private List<DataFile> dataFiles(Settings settings) {
    List<DataFile> data = new ArrayList<>();
    for (Settings one : settings.each("data")) {
      one.allow(Set.of("file", "mapping"));
      String path = one.needed("file");
      String mapping =
          one.text("mapping").isEmpty() ? settings.text("mapping") : one.text("mapping");
      if (!PackTable.exists(files, path)) {
        log.add(path, 0, Kind.MISSING_FILE, "there is no such file");
      }
      data.add(new DataFile(path, MappingReader.read(files, mapping, log)));
    }
    return List.copyOf(data);
  }
}
