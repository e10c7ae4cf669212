package io.zhijing.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.zhijing.connectors.file.PackFaults.Kind;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Facet;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackLoaderTest {

  @TempDir Path folder;

  private void write(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  @BeforeEach
  void soundPack() throws IOException {
    write(
        "pack.yaml",
        "id: small",
        "name_en: Small",
        "name_zh: 小",
        "zone: Asia/Shanghai",
        "taxonomies:",
        "  region: {nodes: regions.csv, aliases: [aliases.csv]}",
        "  sector: {nodes: sectors.csv}",
        "neighbours: neighbours.csv",
        "products: products.csv",
        "departments: departments.csv",
        "routing: routing.csv",
        "facets: {region-sector: [region, sector]}",
        "mapping: mapping.yaml");
    write("regions.csv", "code,name_en,name_zh,parent", "r,Root,根,", "a,A,甲,r", "b,B,乙,r");
    write("aliases.csv", "alias,code", "first,a");
    write("sectors.csv", "code,name_en,name_zh,parent", "s,All,全部,", "f,Food,食品,s");
    write("neighbours.csv", "code,neighbour", "a,b", "b,a");
    write("products.csv", "code,name_en,name_zh,sector,department,key", "p1,Milk,牛奶,f,,true");
    write("mapping.yaml", "columns: {id: [id]}");
    write("departments.csv", "code,name_en,name_zh,hotline,hazards", "d1,Office,局,,");
    write("routing.csv", "kind,node,lead,helping", "sector,f,d1,", "any,,d1,");
  }

  @Test
  void soundPackLoads() throws PackFaults {
    Pack pack = PackLoader.load(folder);
    assertThat(pack.id()).isEqualTo("small");
    assertThat(pack.sectorOfProduct(" MILK ")).contains("f");
    assertThat(pack.neighbours().get("a")).containsExactly("b");
  }

  @Test
  void aCalibratedScoreIsReadAndAFaultyOneNamed() throws IOException, PackFaults {
    Path pack = folder.resolve("pack.yaml");
    String sound = Files.readString(pack);
    assertThat(PackLoader.load(folder).lowestScore()).isEmpty();
    assertThat(PackLoader.load(folder).standardRules()).isEqualTo(RuleSet.standard());
    Files.writeString(pack, sound + "lowest_score: 5.25\n");
    assertThat(PackLoader.load(folder).lowestScore()).hasValue(5.25);
    for (String faulty : new String[] {"-1", "0", "many", "1e9", "''"}) {
      Files.writeString(pack, sound + "lowest_score: " + faulty + "\n");
      assertThat(catchThrowableOfType(PackFaults.class, () -> PackLoader.load(folder)).faults())
          .as(faulty)
          .singleElement()
          .satisfies(fault -> assertThat(fault.toString()).contains("lowest_score"));
    }
  }

  @Test
  void scoresByStreamAreReadAndFaultyOnesNamed() throws IOException, PackFaults {
    Path pack = folder.resolve("pack.yaml");
    String sound = Files.readString(pack);
    assertThat(PackLoader.load(folder).streamScores()).isEmpty();
    Files.writeString(pack, sound + "stream_scores: {inspection: -0.6, complaint: 1}\n");
    assertThat(PackLoader.load(folder).streamScores())
        .containsOnly(entry(ReportStream.INSPECTION, -0.6), entry(ReportStream.COMPLAINT, 1.0));
    assertThat(PackLoader.load(folder).standardRules().emphasis().streams()).hasSize(2);
    for (String faulty : new String[] {"{inspection: low}", "{inspection: -10}", "{rumour: 1}"}) {
      Files.writeString(pack, sound + "stream_scores: " + faulty + "\n");
      assertThat(catchThrowableOfType(PackFaults.class, () -> PackLoader.load(folder)).faults())
          .as(faulty)
          .hasSize(1);
    }
    Files.writeString(pack, sound + "stream_scores: -0.6\n");
    assertThat(catchThrowableOfType(PackFaults.class, () -> PackLoader.load(folder)).faults())
        .isNotEmpty();
  }

  private void writePackFullOfFaults() throws IOException {
    write(
        "pack.yaml",
        "id: small",
        "name_en: Small",
        "zone: Asia/Nowhere",
        "colour: red",
        "taxonomies:",
        "  region: {nodes: regions.csv, aliases: [aliases.csv]}",
        "  sector: {nodes: sectors.csv}",
        "  hazard: {nodes: hazards.csv}",
        "neighbours: neighbours.csv",
        "products: products.csv",
        "departments: departments.csv",
        "routing: routing.csv",
        "facets: {f: [region, taste]}",
        "mapping: mapping.yaml");
    write(
        "regions.csv",
        "code,name_en,name_zh,parent",
        "r,Root,根,",
        "a,A,甲,r",
        "a,A,甲,r",
        "b,B,乙,nowhere",
        "r2,Root,根,",
        "c,C,丙,d",
        "d,D,丁,c",
        "e,E");
    write("aliases.csv", "alias,code", "x,nowhere", "y,a", "y,b");
    write("sectors.csv", "code,name", "s,All");
    write("neighbours.csv", "code,neighbour", "a,b", "a,moon");
    write("products.csv", "code,name_en,name_zh,sector,department,key", "p1,Milk,牛奶,none,d9,true");
    write("routing.csv", "kind,node,lead,helping", "sector,none,d1,", "taste,,d1,d8");
  }

  @Test
  void allFaultsAreToldAtOnceWithFileAndLine() throws IOException {
    writePackFullOfFaults();
    PackFaults faults = catchThrowableOfType(PackFaults.class, () -> PackLoader.load(folder));

    assertThat(faults.faults())
        .extracting(f -> f.file() + ":" + f.line() + " " + f.kind())
        .contains(
            "pack.yaml:0 " + Kind.BAD_ZONE,
            "pack.yaml:0 " + Kind.BAD_SETTING,
            "pack.yaml:0 " + Kind.UNKNOWN_DIMENSION,
            "regions.csv:4 " + Kind.DUPLICATE_CODE,
            "regions.csv:5 " + Kind.UNKNOWN_PARENT,
            "regions.csv:6 " + Kind.NOT_ONE_ROOT,
            "regions.csv:7 " + Kind.CYCLE,
            "regions.csv:8 " + Kind.CYCLE,
            "regions.csv:9 " + Kind.BAD_ROW,
            "aliases.csv:2 " + Kind.ALIAS_WITHOUT_TARGET,
            "aliases.csv:4 " + Kind.ALIAS_WITH_TWO_TARGETS,
            "sectors.csv:1 " + Kind.BAD_HEADER,
            "hazards.csv:0 " + Kind.MISSING_FILE,
            "neighbours.csv:2 " + Kind.ASYMMETRIC_NEIGHBOUR,
            "neighbours.csv:3 " + Kind.UNKNOWN_NEIGHBOUR,
            "products.csv:2 " + Kind.UNKNOWN_SECTOR,
            "products.csv:2 " + Kind.UNKNOWN_REFERENCE,
            "routing.csv:2 " + Kind.UNKNOWN_REFERENCE,
            "routing.csv:3 " + Kind.BAD_ROW,
            "routing.csv:3 " + Kind.UNKNOWN_REFERENCE);
    assertThat(faults)
        .hasMessageContaining("regions.csv:5: the parent 'nowhere' does not exist")
        .hasMessageContaining("there is no setting 'colour'")
        .hasMessageContaining("the setting 'name_zh' is missing");
  }

  @Test
  void badRuleIsAFaultAndNotACrash() throws IOException {
    write(
        "pack.yaml",
        Files.readString(folder.resolve("pack.yaml"))
            .replace("{nodes: sectors.csv}", "{nodes: sectors.csv, rules: rules.csv}"));
    write(
        "rules.csv",
        "kind,pattern,replacement,group",
        "rewrite,(,,",
        "magic,a,,",
        "group,a,,nowhere",
        "rewrite,a,$1,",
        "under,a,b,");
    PackFaults faults = catchThrowableOfType(PackFaults.class, () -> PackLoader.load(folder));
    assertThat(faults.faults())
        .allMatch(f -> f.kind() == Kind.BAD_RULE && f.file().equals("rules.csv"))
        .extracting(PackFaults.Fault::line)
        .containsExactly(2L, 3L, 4L, 5L, 6L);
  }

  private void writeFacets(String facets) throws IOException {
    write(
        "pack.yaml",
        Files.readString(folder.resolve("pack.yaml"))
            .replace("{region-sector: [region, sector]}", facets));
  }

  @Test
  void aFacetMayCountAtLeavesOnly() throws Exception {
    writeFacets("{a: [region], firm: {levels: [region], leaf: [enterprise]}}");
    Facet firm = PackLoader.load(folder).facets().get(1);
    assertThat(firm.dimensions()).containsExactly(Dimension.REGION, Dimension.ENTERPRISE);
    assertThat(firm.leaves()).containsExactly(Dimension.ENTERPRISE);
  }

  @Test
  void allFaultsOfFacetsAreToldAtOnce() throws IOException {
    writeFacets(
        "{a: {leaf: [region, region, taste]}, b: {levels: [region]}, "
            + "c: {levels: [sector], leaf: [sector]}, d: {leafs: [region], leaf: [region]}}");
    PackFaults faults = catchThrowableOfType(PackFaults.class, () -> PackLoader.load(folder));
    assertThat(faults.faults()).hasSize(5);
    assertThat(faults)
        .hasMessageContaining("the facet 'a' names 'region' twice")
        .hasMessageContaining("the facet 'a' names 'taste'")
        .hasMessageContaining("the facet 'b' names no leaf")
        .hasMessageContaining("the facet 'c' names 'sector' twice")
        .hasMessageContaining("there is no setting 'leafs'");
  }

  @Test
  void packFilesStayInTheirFolder() {
    PackFiles files = PackFiles.in(folder);
    assertThat(catchThrowableOfType(IOException.class, () -> files.open("../other")))
        .isInstanceOf(java.nio.file.NoSuchFileException.class);
  }

  @Test
  void missingPackIsAFault() {
    PackFaults faults =
        catchThrowableOfType(PackFaults.class, () -> PackLoader.builtIn("atlantis"));
    assertThat(faults.faults()).extracting(PackFaults.Fault::kind).contains(Kind.MISSING_FILE);
  }

  @Test
  void mappingByPathNamesUnknownFields() throws IOException {
    write("m.yaml", "columns: {id: [id], tail: [x]}", "values: {head: {a: b}}");
    PackFaults faults =
        catchThrowableOfType(PackFaults.class, () -> MappingReader.read(folder.resolve("m.yaml")));
    assertThat(faults.faults()).hasSize(2);
    assertThatCode(() -> MappingReader.read(folder.resolve("mapping.yaml")))
        .doesNotThrowAnyException();
  }
}
