package io.zhijing.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Facet;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import io.zhijing.detection.rules.Routing;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedPacksTest {

  private static final Map<String, Pack> LOADED = new HashMap<>();

  private static Pack pack(String id) throws PackFaults {
    Pack pack = LOADED.get(id);
    if (pack == null) {
      pack = PackLoader.builtIn(id);
      LOADED.put(id, pack);
    }
    return pack;
  }

  private static Taxonomy taxonomy(String pack, Dimension dimension) throws PackFaults {
    return pack(pack).taxonomies().get(dimension);
  }

  private static List<RawReport> reports(Pack pack, int file) throws Exception {
    List<RawReport> reports = new ArrayList<>();
    try (CsvReportSource source = CsvReportSource.open(pack, pack.dataFiles().get(file))) {
      source.forEachRemaining(
          row -> {
            assertThat(row).isInstanceOf(Row.Accepted.class);
            reports.add(((Row.Accepted) row).report());
          });
    }
    return reports;
  }

  @ParameterizedTest
  @CsvSource({
    "inner-mongolia, Asia/Shanghai",
    "chicago, America/Chicago",
    "rasff, Europe/Brussels"
  })
  void packLoadsAndItsFacetsHaveTaxonomies(String id, String zone) throws PackFaults {
    Pack pack = pack(id);
    assertThat(pack.id()).isEqualTo(id);
    assertThat(pack.zone()).isEqualTo(ZoneId.of(zone));
    assertThat(pack.facets())
        .extracting(Facet::id)
        .contains("region-sector", "region-hazard", "sector-hazard");
    for (Facet facet : pack.facets()) {
      assertThat(pack.taxonomies()).containsKeys(facet.dimensions().toArray(new Dimension[0]));
    }
    pack.neighbours()
        .forEach((a, all) -> all.forEach(b -> assertThat(pack.neighbours().get(b)).contains(a)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inner-mongolia", "chicago", "rasff"})
  void everySectorAndHazardHasADepartmentThatLeads(String id) throws PackFaults {
    Pack pack = pack(id);
    Lattice lattice = new Lattice(pack.taxonomies(), pack.facets());
    Set<String> known =
        pack.departments().stream().map(Pack.Department::code).collect(Collectors.toSet());
    for (ReportStream stream : ReportStream.values()) {
      for (Dimension dimension : List.of(Dimension.SECTOR, Dimension.HAZARD)) {
        for (Tree.Node node : pack.taxonomies().get(dimension).tree().nodes()) {
          Stratum focus = new Stratum(stream, Map.of(dimension, node.code()));
          assertThat(known).contains(pack.routing().assign(focus, lattice).lead());
        }
      }
    }
  }

  @Test
  void casesGoToTheDepartmentsThatThePlanNames() throws PackFaults {
    Pack pack = pack("inner-mongolia");
    Lattice lattice = new Lattice(pack.taxonomies(), pack.facets());
    for (Pack.Product product : pack.products()) {
      Stratum focus =
          new Stratum(ReportStream.INSPECTION, Map.of(Dimension.SECTOR, product.sector()));
      assertThat(pack.routing().assign(focus, lattice).lead()).isNotEmpty();
    }
    Routing.Assigned meat =
        pack.routing()
            .assign(
                Stratum.parse("inspection;region=150602;sector=C1353;hazard=veterinary"), lattice);
    assertThat(meat.lead()).isEqualTo("food_regulator");
    assertThat(meat.helping()).contains("agriculture");
    assertThat(meat.place()).isEqualTo("150602");
    Routing.Assigned online =
        pack.routing()
            .assign(Stratum.parse("ecommerce;region=150102;producer=150602;sector=C1353"), lattice);
    assertThat(online.place()).as("where the producer is").isEqualTo("150602");
    assertThat(online.notice()).as("where the seller is").isEqualTo("150102");
    assertThat(pack.routing().assign(Stratum.parse("complaint"), lattice).lead())
        .isEqualTo("industry_commerce");
  }

  @Test
  void everySectorHasAnEnglishNameOfItsOwn() throws PackFaults {
    Taxonomy sectors = pack("inner-mongolia").taxonomies().get(Dimension.SECTOR);
    Map<String, String> chinese = new HashMap<>();
    int named = 0;
    for (Tree.Node sector : sectors.tree().nodes()) {
      assertThat(sector.nameEn()).as(sector.code()).matches("\\p{ASCII}+");
      assertThat(chinese.putIfAbsent(sector.nameEn(), sector.nameZh()))
          .as("%s %s", sector.code(), sector.nameEn())
          .isIn(null, sector.nameZh());
      named++;
    }
    assertThat(named).isEqualTo(1973);
  }

  @Test
  void innerMongoliaHasTwelveLeaguesAnd103BannersEachWithNeighbours() throws PackFaults {
    Pack pack = pack("inner-mongolia");
    Taxonomy regions = pack.taxonomies().get(Dimension.REGION);
    Set<String> leagues = new HashSet<>();
    Set<String> banners = new HashSet<>();
    for (var node : regions.tree().nodes()) {
      int depth = regions.tree().depth(node.code());
      if (depth == 2) {
        banners.add(node.code());
      } else if (depth == 1 && !node.code().equals(Taxonomy.UNKNOWN)) {
        leagues.add(node.code());
      }
    }
    assertThat(leagues).hasSize(12);
    assertThat(banners).hasSize(103);
    assertThat(pack.neighbours()).containsOnlyKeys(union(leagues, banners));
    pack.neighbours().forEach((code, all) -> assertThat(all).as(code).isNotEmpty());
    assertThat(pack.neighbours().get("150100")).contains("150200", "150900", "150600");
    assertThat(pack.products()).hasSize(100);
    assertThat(pack.sectorOfProduct("乳制品")).contains("C144");
  }

  private static List<String> union(Set<String> some, Set<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "呼和浩特, 150100",
    "呼市, 150100",
    "Hohhot, 150100",
    "hu he hao te, 150100",
    "150172, 150100",
    "150271, 150207",
    "152571, 152525",
    "锡林郭勒, 152500",
    "锡盟, 152500",
    "土左旗, 150121",
    "内蒙古自治区呼和浩特市新城区, 150102",
    "150699, 150600",
    "鄂尔多斯市东胜区, 150602",
    "莫旗, 150722",
    "广东省, unknown"
  })
  void regionIsKnownBySpokenNames(String spelling, String code) throws PackFaults {
    assertThat(taxonomy("inner-mongolia", Dimension.REGION).resolve(spelling).code())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "菌落总数, microbial",
    "黄曲霉毒素B1, mycotoxin",
    "镉(以Cd计), heavy-metal",
    "恩诺沙星, pesticide-residue",
    "脱氢乙酸及其钠盐(以脱氢乙酸计), food-additive",
    "酸价, quality-indicator",
    "厚度偏差, product"
  })
  void failedItemOfANoticeFallsIntoItsGroup(String item, String group) throws PackFaults {
    Taxonomy hazards = taxonomy("inner-mongolia", Dimension.HAZARD);
    assertThat(hazards.lineage(hazards.resolve(item).code())).contains(group);
  }

  @Test
  void mapHasEveryRegionAndNoOther() throws PackFaults, IOException {
    Pack pack = pack("inner-mongolia");
    Set<String> drawn = new HashSet<>();
    try (InputStream stream = pack.files().open("regions.geojson")) {
      JsonNode map = new ObjectMapper().readTree(stream);
      map.get("features").forEach(f -> drawn.add(f.get("id").asText()));
    }
    Set<String> listed =
        pack.taxonomies().get(Dimension.REGION).tree().nodes().stream()
            .map(node -> node.code())
            .filter(code -> !code.equals(Taxonomy.UNKNOWN))
            .collect(Collectors.toSet());
    assertThat(drawn).isEqualTo(listed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ethylene oxide",
        "Ethylene oxide - pesticide residues",
        "unauthorised substance ethylene oxide",
        "No definition-ethylene oxide"
      })
  void ethyleneOxideIsOneNodeHoweverSpelt(String spelling) throws PackFaults {
    Taxonomy hazards = taxonomy("rasff", Dimension.HAZARD);
    String code = hazards.resolve(spelling).code();
    assertThat(code).isEqualTo("ethylene-oxide");
    assertThat(hazards.lineage(code)).containsExactly("ethylene-oxide", "pesticide-residues");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "Salmonella enterica ser. Enteritidis=salmonella-enteritidis",
        "Salmonella enteritidis - pathogenic micro-organisms=salmonella-enteritidis",
        "Salmonella spp. - pathogenic micro-organisms=salmonella",
        "Salmonella Yoruba - pathogenic micro-organisms=salmonella/salmonella-yoruba",
        "Salmonella enterica ser. Yoruba=salmonella/salmonella-yoruba",
        "Aflatoxin B1 - mycotoxins=aflatoxins",
        "Aflatoxin total=aflatoxins",
        "Pesticide residues - pesticide residues=pesticide-residues",
        "too high content of sulphite=sulphite",
        "Sulphite - undeclared - food additives and flavourings=sulphite",
        "traces of milk=milk",
        "Undeclared-milk-ingredient=milk",
        "migration of lead=lead",
        "colour E 143 - fast green FCF undeclared=food-additives-and-flavourings/fast-green-fcf",
        "unauthorised substance newconazole=pesticide-residues/newconazole",
        "Newconazole - pesticide residues=pesticide-residues/newconazole",
        "lychee undeclared=allergens/lychee",
        "plastic fragments=plastic"
      })
  void hazardSpellingsComeToOneName(String spelling, String code) throws PackFaults {
    assertThat(taxonomy("rasff", Dimension.HAZARD).resolve(spelling).code()).isEqualTo(code);
  }

  @Test
  void everySpellingOfTheRasffDataResolves() throws Exception {
    Pack pack = pack("rasff");
    List<RawReport> reports = reports(pack, 0);
    assertThat(reports).hasSize(8511);
    Set<String> unknown = new TreeSet<>();
    Set<String> sectors = new TreeSet<>();
    Set<String> hazards = new TreeSet<>();
    for (RawReport report : reports) {
      require(pack, Dimension.REGION, report.where().region(), unknown);
      sectors.add(require(pack, Dimension.SECTOR, report.what().sector(), unknown));
      report.where().producerRegions().stream()
          .filter(origin -> !origin.equals("unknown origin"))
          .forEach(origin -> require(pack, Dimension.PRODUCER, origin, unknown));
      for (String hazard : report.what().hazards()) {
        hazards.add(hazard);
        require(pack, Dimension.HAZARD, hazard, unknown);
      }
      assertThat(report.outcome().trials()).isNull();
      assertThat(report.outcome().failures()).isEqualTo(1);
    }
    assertThat(sectors).hasSize(34);
    assertThat(hazards).hasSizeGreaterThan(900);
    // Spellings that say nothing: an ingredient, a thing, unauthorised.
    assertThat(unknown).hasSizeLessThanOrEqualTo(4);
  }

  private static String require(
      Pack pack, Dimension dimension, String spelling, Set<String> unknown) {
    Taxonomy taxonomy = pack.taxonomies().get(dimension);
    String code = taxonomy.resolve(spelling).code();
    if (taxonomy.lineage(code).contains(Taxonomy.UNKNOWN)) {
      unknown.add(dimension.code() + ": " + spelling);
    }
    return code;
  }

  @Test
  void chicagoInspectionsAreReadInFull() throws Exception {
    Pack pack = pack("chicago");
    List<RawReport> reports = reports(pack, 0);
    assertThat(reports).hasSize(17_823);
    Taxonomy sectors = pack.taxonomies().get(Dimension.SECTOR);
    Taxonomy regions = pack.taxonomies().get(Dimension.REGION);
    Set<String> used = new TreeSet<>();
    long lost = 0;
    long nowhere = 0;
    for (RawReport report : reports) {
      String sector = sectors.resolve(report.what().sector()).code();
      used.add(sector);
      lost += sector.equals(Taxonomy.UNKNOWN) ? 1 : 0;
      nowhere += regions.resolve(report.where().region()).code().equals(Taxonomy.UNKNOWN) ? 1 : 0;
      assertThat(report.outcome().trials()).isEqualTo(1);
      assertThat(report.sampling().body()).isNotEqualTo("$inspector");
    }
    assertThat(lost).as("rows with a blank facility type").isEqualTo(24);
    assertThat(nowhere).as("rows without a ward").isEqualTo(2008);
    assertThat(used).hasSizeBetween(15, 23);
  }

  @Test
  void chicagoSanitationComplaintsAreReadInFull() throws Exception {
    Pack pack = pack("chicago");
    List<RawReport> reports = reports(pack, 1);
    assertThat(reports).hasSize(55_343);
    Taxonomy sectors = pack.taxonomies().get(Dimension.SECTOR);
    Set<String> kinds =
        reports.stream()
            .map(RawReport::what)
            .map(RawReport.What::sector)
            .collect(Collectors.toSet());
    assertThat(kinds).hasSize(10);
    assertThat(kinds)
        .allSatisfy(
            kind ->
                assertThat(sectors.lineage(sectors.resolve(kind).code())).contains("sanitation"));
    assertThat(reports).allMatch(report -> report.outcome().trials() == null);
  }
}
