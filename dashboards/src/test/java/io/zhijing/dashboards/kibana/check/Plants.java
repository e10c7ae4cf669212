package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.KibanaFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Faults to plant: of the file, its references and its panels; those of charts stand elsewhere. */
final class Plants {
  static final String SITUATION = "zhijing-zh-situation";
  static final String REGION = "zhijing-zh-region";
  static final String SEARCH = "zhijing-zh-search-told";

  private Plants() {}

  /**
   * A fault.
   *
   * @param name what is done
   * @param kind what must be found
   * @param spoil does it and says what was found
   */
  record Plant(String name, FaultKind kind, Function<KibanaFile, List<Fault>> spoil) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Plant bytes(String name, FaultKind kind, UnaryOperator<byte[]> change) {
    return new Plant(name, kind, good -> Checker.file(change.apply(good.ndjson()), "zhijing"));
  }

  static Plant file(String name, FaultKind kind, Consumer<Tampered> change) {
    return new Plant(
        name,
        kind,
        good -> {
          Tampered file = new Tampered(good.ndjson());
          change.accept(file);
          byte[] spoilt = file.bytes();
          assertChanged(good.ndjson(), spoilt, name);
          return Checker.file(spoilt, "zhijing");
        });
  }

  private static void assertChanged(byte[] good, byte[] spoilt, String name) {
    if (Arrays.equals(new Tampered(good).bytes(), spoilt)) {
      throw new IllegalStateException("nothing was planted: " + name);
    }
  }

  static List<Plant> all() {
    List<Plant> all = new ArrayList<>();
    all.addAll(lines());
    all.addAll(versions());
    all.addAll(texts());
    all.addAll(references());
    all.addAll(panels());
    all.addAll(contents());
    all.addAll(ChartPlants.columns());
    all.addAll(ChartPlants.orders());
    all.addAll(ChartPlants.formulas());
    all.addAll(ChartPlants.charts());
    all.addAll(ChartPlants.roles());
    all.addAll(ChartPlants.maps());
    all.addAll(FieldPlants.queries());
    all.addAll(FieldPlants.fields());
    all.addAll(FieldPlants.moreFields());
    all.addAll(FieldPlants.grains());
    all.addAll(FieldPlants.rules());
    return all;
  }

  private static byte[] before(byte[] file, byte... mark) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(mark);
    bytes.writeBytes(file);
    return bytes.toByteArray();
  }

  private static List<Plant> lines() {
    return List.of(
        bytes(
            "a byte order mark",
            FaultKind.NOT_TEXT,
            file -> before(file, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF)),
        bytes(
            "another encoding", FaultKind.NOT_TEXT, file -> before(file, (byte) 0xC4, (byte) '\n')),
        bytes(
            "a line cut short", FaultKind.BAD_LINE, file -> Arrays.copyOf(file, file.length - 20)),
        bytes(
            "a line that is a number",
            FaultKind.BAD_LINE,
            file -> before(file, "1\n".getBytes(StandardCharsets.UTF_8))),
        file(
            "a second object of one id",
            FaultKind.DUPLICATE_OBJECT,
            file -> file.lines().add(file.object(SEARCH))),
        file(
            "a key that varies",
            FaultKind.VOLATILE_KEY,
            file -> file.object(SEARCH).put("updated_at", "2026-01-01T00:00:00Z")),
        file(
            "an id of its own",
            FaultKind.STRANGE_ID,
            file -> file.object(REGION).put("id", "4c9e01a0-0000-4000-8000-000000000000")),
        file(
            "no title",
            FaultKind.MISSING_TITLE,
            file -> file.attributes(REGION).put("title", " ")));
  }

  static List<Plant> versions() {
    return List.of(
        file(
            "a type that is not written here",
            FaultKind.UNKNOWN_TYPE,
            file -> file.object("zhijing-tag-zhijing").put("type", "canvas-workpad")),
        file(
            "no version",
            FaultKind.BAD_VERSION,
            file -> file.object(REGION).remove("typeMigrationVersion")),
        file(
            "a version of another product",
            FaultKind.BAD_VERSION,
            file -> file.object(REGION).put("coreMigrationVersion", "next")),
        file(
            "a dashboard of 9.4",
            FaultKind.TOO_NEW,
            file -> file.object(REGION).put("typeMigrationVersion", "10.4.0")),
        file(
            "a search of 9.2",
            FaultKind.TOO_NEW,
            file -> file.object(SEARCH).put("typeMigrationVersion", "10.9.0")));
  }

  static List<Plant> texts() {
    return List.of(
        file(
            "panels cut short",
            FaultKind.BAD_INNER_JSON,
            file -> file.attributes(REGION).put("panelsJSON", "[{\"type\":")),
        file(
            "panels that are no list",
            FaultKind.BAD_INNER_JSON,
            file -> file.attributes(REGION).put("panelsJSON", "{}")),
        file(
            "options that are no text",
            FaultKind.BAD_INNER_JSON,
            file -> file.attributes(REGION).putObject("optionsJSON")),
        file(
            "a search source cut short",
            FaultKind.BAD_INNER_JSON,
            file ->
                file.attributes(SEARCH)
                    .withObject("/kibanaSavedObjectMeta")
                    .put("searchSourceJSON", "{")),
        file(
            "formats of fields that are a list",
            FaultKind.BAD_INNER_JSON,
            file -> file.attributes("zhijing-view-warnings").put("fieldFormatMap", "[]")));
  }

  private static void removeReference(ArrayNode references, String name) {
    for (int i = 0; i < references.size(); i++) {
      if (references.path(i).path("name").asText().endsWith(name)) {
        references.remove(i);
        return;
      }
    }
  }

  private static ObjectNode reference(ArrayNode references, String name) {
    for (int i = 0; i < references.size(); i++) {
      if (references.path(i).path("name").asText().endsWith(name)) {
        return (ObjectNode) references.path(i);
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static Plant without(String what, String id, String name) {
    return file(
        "no reference of " + what,
        FaultKind.MISSING_REFERENCE,
        file -> removeReference(file.references(id), name));
  }

  private static List<Plant> references() {
    return List.of(
        without("a chart", REGION, "p3:indexpattern-datasource-layer-data"),
        without("marks", REGION, "p1:xy-visualization-layer-marks0"),
        without("a panel by name", SITUATION, ":panel_p8"),
        without("a control", REGION, "controlGroup_sector:optionsListDataView"),
        without("a map's shapes", SITUATION, "layer_0_source_index_pattern"),
        without("a map's join", SITUATION, "layer_1_join_0_index_pattern"),
        without("a search's view", SEARCH, "kibanaSavedObjectMeta.searchSourceJSON.index"),
        file(
            "a chart that does not list its view",
            FaultKind.MISSING_REFERENCE,
            file -> file.chart(REGION, "lnsHeatmap", chart -> chart.putArray("references"))),
        file(
            "a reference out of the file",
            FaultKind.UNRESOLVED_REFERENCE,
            file ->
                reference(file.references(REGION), "p3:indexpattern-datasource-layer-data")
                    .put("id", "zhijing-view-gone")),
        file(
            "a view where a search should be",
            FaultKind.WRONG_REFERENCE_TYPE,
            file ->
                reference(file.references(SITUATION), ":panel_p8")
                    .put("id", "zhijing-view-counts")),
        file(
            "a tag where a view should be",
            FaultKind.WRONG_REFERENCE_TYPE,
            file ->
                reference(file.references(REGION), "controlGroup_region:optionsListDataView")
                    .put("type", "tag")
                    .put("id", "zhijing-tag-zhijing")),
        file(
            "a reference that nothing needs",
            FaultKind.UNUSED_REFERENCE,
            file ->
                file.references(REGION)
                    .addObject()
                    .put("name", "p99:indexpattern-datasource-layer-data")
                    .put("type", "index-pattern")
                    .put("id", "zhijing-view-counts")));
  }

  private static List<Plant> panels() {
    return List.of(
        file(
            "a panel of two indices",
            FaultKind.PANEL_INDEX,
            file ->
                file.panel(REGION, "p3", panel -> panel.withObject("/gridData").put("i", "p4"))),
        file(
            "two panels of one index",
            FaultKind.DUPLICATE_PANEL,
            file ->
                file.panel(
                    REGION,
                    "p3",
                    panel -> {
                      panel.put("panelIndex", "p4");
                      panel.withObject("/gridData").put("i", "p4");
                    })),
        file(
            "a panel that leaves the grid",
            FaultKind.OUTSIDE_GRID,
            file -> file.panel(REGION, "p4", panel -> panel.withObject("/gridData").put("x", 25))),
        file(
            "a panel on another",
            FaultKind.OVERLAP,
            file -> file.panel(REGION, "p4", panel -> panel.withObject("/gridData").put("x", 23))));
  }

  static List<Plant> contents() {
    return List.of(
        file(
            "a chart without content",
            FaultKind.EMPTY_PANEL,
            file ->
                file.panel(
                    REGION,
                    "p3",
                    panel -> panel.withObject("/embeddableConfig").remove("attributes"))),
        file(
            "a search without a name",
            FaultKind.EMPTY_PANEL,
            file -> file.panel(SITUATION, "p8", panel -> panel.remove("panelRefName"))),
        file(
            "an id in place of a reference",
            FaultKind.EMPTY_PANEL,
            file ->
                file.panel(
                    SITUATION,
                    "p8",
                    panel -> panel.withObject("/embeddableConfig").put("savedObjectId", SEARCH))),
        file(
            "words without words",
            FaultKind.EMPTY_PANEL,
            file ->
                file.panel(
                    REGION,
                    "p0",
                    panel ->
                        panel.withObject("/embeddableConfig/savedVis/params").put("markdown", ""))),
        file(
            "a panel of another kind",
            FaultKind.UNKNOWN_PANEL,
            file -> file.panel(REGION, "p0", panel -> panel.put("type", "imageEmbeddable"))));
  }
}
